using System.Threading.Channels;
using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>Symbols that answer as a test wants: each call is the test's to answer.</summary>
internal sealed class FakeIntake : ISymbolIntake
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Channel<IntakeCall> _calls = Channel.CreateUnbounded<IntakeCall>();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public ValueTask<IntakeReply> TakeAsync(Symbol symbol, ProviderBatch batch)
    {
        var call = new IntakeCall(symbol, batch);
        Interlocked.Increment(ref _count);
        _calls.Writer.TryWrite(call);
        return new ValueTask<IntakeReply>(call.Reply.Task);
    }

    /// <summary>The next call, in the order of arrival.</summary>
    public async Task<IntakeCall> NextAsync(string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return await _calls.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain for {what}.");
        }
    }
}
