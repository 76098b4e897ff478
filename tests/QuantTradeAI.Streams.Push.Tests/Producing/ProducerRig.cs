using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

/// <summary>One producing process with receivers of the test's.</summary>
internal sealed class ProducerRig
{
    public static readonly StreamId Stream = StreamId.Create("trades", "BTC-USD");

    public ProducerRig(Action<PushStreamOptions>? configure = null)
    {
        var options = new PushStreamOptions();
        options.Defaults.Capacity = 8;
        configure?.Invoke(options);
        var own = new FakeReceiver();
        var address = new ProcessAddress(Guid.NewGuid(), "producer", own, new PushSender());
        Outputs = new PushOutputs(new ProducerContext(address, own, Registrar, options, new PushMeters("test"), Clock, () => 0, NullLogger.Instance));
    }

    public ArmedClock Clock { get; } = new();

    public FakeRegistrar Registrar { get; } = new();

    public PushOutputs Outputs { get; }

    /// <summary>A process that gets the stream from the begin.</summary>
    public FakeReceiver Subscribe(int channel = 1) => RouteTo(new FakeReceiver(), channel, Registrar.Routes.Add);

    public static FakeReceiver RouteTo(FakeReceiver receiver, int channel, Action<StreamRoute> add)
    {
        add(new StreamRoute(new ProcessAddress(Guid.NewGuid(), "receiver", receiver, new PushSender()), channel));
        return receiver;
    }

    public Task PublishAsync(int items = 1, int key = 0) =>
        Outputs.Of(Stream).PublishAsync(new Block(BlockKind.Values, 7, 1, items, key, new byte[items])) ?? throw new InvalidOperationException("It has ended.");

    /// <summary>The numbers of the items that a segment brings.</summary>
    public static IEnumerable<long> NumbersOf(StreamSegment segment)
    {
        var rest = segment.Blocks;
        while (BlockFormat.TryRead(ref rest, out var first, out var block))
        {
            for (var number = first; number < first + block.Count; number++)
                yield return number;
        }
    }

    public static string Show(StreamSegment segment) =>
        $"{segment.After}..{segment.Last} [{string.Join(' ', NumbersOf(segment))}]{(segment.Lost > 0 ? $" {segment.Lost} {segment.Reason}" : "")}";
}
