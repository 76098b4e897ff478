using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Engine;

/// <summary>A cluster of one silo, which keeps what owners are told.</summary>
internal sealed class QuietCalls : IClusterCalls
{
    /// <summary>What owners were told, in order.</summary>
    public BlockingCollection<(string Provider, WantedBySilo Wanted)> Told { get; } = [];

    public string Silo => "S127.0.0.1:11111:1";

    public ImmutableArray<string> ActiveSilos => [Silo];

    public ValueTask<IntakeReply> TakeAsync(Symbol symbol, ProviderBatch batch) => new(new IntakeReply(IsTaken: true, batch.Epoch));

    public Task SetWantedAsync(string provider, WantedBySilo wanted)
    {
        Told.Add((provider, wanted));
        return Task.CompletedTask;
    }

    public Task<OperationReply> DemoteAsync(string silo, string provider) => throw new NotSupportedException("Nobody asks here.");

    /// <summary>Returns what the next told owner is told.</summary>
    public WantedBySilo Next(Predicate<WantedBySilo> expected, string what)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (true)
            {
                if (Told.Take(late.Token) is var (_, wanted) && expected(wanted))
                    return wanted;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited in vain for {what}.");
        }
    }
}
