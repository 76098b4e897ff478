using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>A batch on its way to a symbol.</summary>
internal sealed record IntakeCall(Symbol Symbol, ProviderBatch Batch)
{
    public TaskCompletionSource<IntakeReply> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MarketEvent[] Events { get; } = Batch.Events.IsEmpty ? [] : MarketBatch.Read(Batch.Events.Span);

    /// <summary>The events as lines, for comparison.</summary>
    public IEnumerable<string> Lines => Events.Select(marketEvent => marketEvent.ToString());

    public void Take() => Reply.SetResult(new IntakeReply(IsTaken: true, Batch.Epoch));

    public void Refuse(long epoch) => Reply.SetResult(new IntakeReply(IsTaken: false, epoch));

    public void Fail() => Reply.SetException(new InvalidOperationException("the silo is gone"));
}
