using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>The way to a silo's agent.</summary>
internal sealed class FakeAgent(IPushAgent agent, Action called) : IPushAgent
{
    private int _beats;
    private int _disagreements;

    public bool IsGone { get; set; }

    public int Beats => Volatile.Read(ref _beats);

    public int Disagreements => Volatile.Read(ref _disagreements);

    public async Task<bool> RenewAsync(Guid process, EntryTally tally)
    {
        if (IsGone)
            throw new InvalidOperationException("gone");
        var agrees = await agent.RenewAsync(process, tally);
        Interlocked.Increment(ref _beats);
        if (!agrees)
            Interlocked.Increment(ref _disagreements);
        called();
        return agrees;
    }

    public Task BeginAnewAsync(Guid process) => IsGone ? throw new InvalidOperationException("gone") : agent.BeginAnewAsync(process);
}
