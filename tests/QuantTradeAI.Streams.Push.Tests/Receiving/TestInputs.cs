using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

/// <summary>A receiving process with a producer, and one stream with one sink.</summary>
internal sealed class TestInputs : IDisposable
{
    public static readonly StreamId Stream = StreamId.Create("ticks", "one");

    private readonly MeterListener _listener = new();
    private readonly Lock _counting = new();
    private readonly Dictionary<string, double> _counts = [];

    public TestInputs(Action<PushStreamSettings>? configure = null)
    {
        configure?.Invoke(Options.Defaults);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PushMeters.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.Start();
        Provider = Guid.NewGuid().ToString();
        Meters = new PushMeters(Provider);
        Inputs = new PushInputs(Id, Options, Clock, Meters, new Logger(Log));
        Subscription = Inputs.Add(Stream, Sink);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public string Provider { get; }

    public PushStreamOptions Options { get; } = new();

    public ArmedClock Clock { get; } = new();

    public KeptLog Log { get; } = new();

    public PushMeters Meters { get; }

    public PushInputs Inputs { get; }

    public TestSink Sink { get; } = new();

    public SinkQueue Subscription { get; }

    public int Channel => Subscription.Channel;

    public TestProducer Producer { get; } = new();

    /// <summary>Sums, by instrument and reason.</summary>
    public double Counted(string name)
    {
        lock (_counting)
            return _counts.GetValueOrDefault(name);
    }

    /// <summary>Delivers; true where the channel is pending.</summary>
    public async Task<bool> DeliverAsync(params StreamSegment[] segments) => (await Inputs.DeliverAsync(Producer.Frame(segments))).Pending is not null;

    /// <summary>All numbers behind one up to another.</summary>
    public Task<bool> DeliverAsync(long after, long last) => DeliverAsync(TestProducer.Whole(Channel, after, last));

    /// <summary>Lets the sink's first call, of item 1, not return before the returned source is set.</summary>
    public async Task<TaskCompletionSource> StallAsync()
    {
        var gate = new TaskCompletionSource();
        Sink.OnTake = _ => gate.Task;
        Assert.False(await DeliverAsync(0, 1));
        await Sink.CalledAsync(1);
        return gate;
    }

    public void Dispose()
    {
        _listener.Dispose();
        Meters.Dispose();
    }

    private void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var tag in tags)
        {
            if (tag.Key == "provider" && tag.Value as string != Provider)
                return;
            if (tag.Key == "reason")
                name = $"{name} {tag.Value}";
        }

        lock (_counting)
            _counts[name] = _counts.GetValueOrDefault(name) + value;
    }

    private sealed class Logger(ILogger inner) : ILogger<PushInputs>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
