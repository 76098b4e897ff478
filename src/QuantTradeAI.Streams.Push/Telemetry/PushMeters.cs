using System.Diagnostics.Metrics;

namespace QuantTradeAI.Streams.Push.Telemetry;

/// <summary>What one provider measures, under the meter <see cref="Name"/>. Each instrument has the tag <c>provider</c>.</summary>
internal sealed class PushMeters : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "QuantTradeAI.Streams.Push";

    private readonly Meter _meter = new(Name);
    private readonly KeyValuePair<string, object?> _provider;
    private readonly Counter<long> _published;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _producersLost;
    private readonly Counter<long> _stalls;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _notAcknowledged;
    private readonly UpDownCounter<long> _waiting;
    private readonly UpDownCounter<long> _subscribers;
    private readonly Histogram<double> _latency;

    public PushMeters(string provider)
    {
        _provider = new("provider", provider);
        _published = _meter.CreateCounter<long>("push.published", "{item}", "Items that producers of this process published.");
        _delivered = _meter.CreateCounter<long>("push.delivered", "{item}", "Items that subscribers of this process took.");
        _dropped = _meter.CreateCounter<long>("push.dropped", "{item}", "Items that a subscriber did not get, by reason.");
        _producersLost = _meter.CreateCounter<long>("push.producers.lost", "{stream}", "How often subscribers of a stream were told that a process which publishes to it is gone.");
        _stalls = _meter.CreateCounter<long>("push.window.stalls", "{stall}", "How often a producer had to wait for a subscriber.");
        _failures = _meter.CreateCounter<long>("push.failures", "{call}", "Calls of subscribers of this process that threw.");
        _notAcknowledged = _meter.CreateCounter<long>("push.acknowledgements.failed", "{call}", "Acknowledgements of this process that did not reach a producer.");
        _waiting = _meter.CreateUpDownCounter<long>("push.outbox.depth", "{item}", "Items that wait in this process for a receiver to take them.");
        _subscribers = _meter.CreateUpDownCounter<long>("push.subscribers", "{subscription}", "Subscriptions that this process delivers to.");
        _latency = _meter.CreateHistogram<double>("push.latency", "s", "From publishing to the subscriber's call, by the clocks of the two processes.");
    }

    public void Published(long items) => _published.Add(items, _provider);

    public void Delivered(long items) => _delivered.Add(items, _provider);

    public void Dropped(long items, LossReason reason) => _dropped.Add(items, _provider, new KeyValuePair<string, object?>("reason", TextOf(reason)));

    public void ProducerLost() => _producersLost.Add(1, _provider);

    public void Stalled() => _stalls.Add(1, _provider);

    public void Failed() => _failures.Add(1, _provider);

    public void NotAcknowledged() => _notAcknowledged.Add(1, _provider);

    public void Waiting(long more) => _waiting.Add(more, _provider);

    public void Subscribers(int more) => _subscribers.Add(more, _provider);

    public void Latency(double seconds) => _latency.Record(seconds, _provider);

    public void Dispose() => _meter.Dispose();

    private static string TextOf(LossReason reason) => reason switch
    {
        LossReason.Overflow => "overflow",
        LossReason.Conflated => "conflated",
        LossReason.Unreachable => "unreachable",
        LossReason.Unobserved => "unobserved",
        _ => "unreadable",
    };
}
