using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>
/// One status for all instruments of a collection. The runtime asks instruments one by one and says nothing of collections, so a new one has
/// begun when an instrument asks again, or when the last one is older than <see cref="MaxAge"/>.
/// </summary>
internal sealed class CollectedMoment(IGatewayOperations operations, TimeProvider clock)
{
    /// <summary>Instruments of one collection are asked within this time.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    /// <summary>How long a collection waits for a status that is elsewhere.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _changing = new();
    private readonly HashSet<object> _asked = [];
    private MetricsMoment? _moment;
    private long _takenAt;

    /// <summary>The moment that <paramref name="instrument"/> is computed from; null when there is no status.</summary>
    public MetricsMoment? For(object instrument)
    {
        lock (_changing)
        {
            if (_moment is null || !_asked.Add(instrument) || clock.GetElapsedTime(_takenAt) > MaxAge)
            {
                _moment = Take();
                _takenAt = clock.GetTimestamp();
                _asked.Clear();
                _asked.Add(instrument);
            }

            return _moment;
        }
    }

    private MetricsMoment? Take()
    {
        using var deadline = new CancellationTokenSource(Patience, clock);
        try
        {
            var asked = operations.GetStatusAsync(deadline.Token);
            var status = asked.IsCompletedSuccessfully
                ? asked.Result
                : asked.AsTask().WaitAsync(deadline.Token).ConfigureAwait(false).GetAwaiter().GetResult();
            return MetricsMoment.Of(status, clock);
        }
        catch (Exception)
        {
            // A collection without numbers says it; whoever collects must not fail with it.
            return null;
        }
    }
}
