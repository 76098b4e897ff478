namespace QuantTradeAI.Streaming.Transport;

/// <summary>Holds back connection attempts so that no host sees more than its limit in any window. One for the whole process.</summary>
internal sealed class ConnectLimiter(TimeProvider clock)
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Queue<long>> _attempts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns when the host may be connected to, having counted this attempt.</summary>
    public async Task WaitAsync(string host, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        while (TryTake(host, limit, window) is { } wait)
            await Pause.For(wait, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts an attempt, or says how long to wait before asking again.</summary>
    internal TimeSpan? TryTake(string host, int limit, TimeSpan window)
    {
        lock (_changing)
        {
            if (!_attempts.TryGetValue(host, out var recent))
                _attempts[host] = recent = new Queue<long>();
            while (recent.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= window)
                recent.Dequeue();
            if (recent.Count >= limit)
                return window - clock.GetElapsedTime(recent.Peek());
            recent.Enqueue(clock.GetTimestamp());
            return null;
        }
    }
}
