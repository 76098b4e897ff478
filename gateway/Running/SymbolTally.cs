namespace QuantTradeAI.Gateway.Running;

/// <summary>What callbacks got of one symbol. Trades and quotes come from a pump each.</summary>
internal sealed class SymbolTally
{
    private long _trades;
    private long _quotes;

    public long Trades => Volatile.Read(ref _trades);

    public long Quotes => Volatile.Read(ref _quotes);

    public void AddTrade() => Interlocked.Increment(ref _trades);

    public void AddQuote() => Interlocked.Increment(ref _quotes);
}
