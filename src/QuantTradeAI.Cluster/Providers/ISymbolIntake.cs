using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>The way from a provider's owner to the symbols.</summary>
internal interface ISymbolIntake
{
    /// <summary>
    /// Hands a batch to a symbol. May fail with any exception, or never return: then nobody knows whether the batch was taken, and it comes again
    /// under the same number. The batch's memory belongs to it until the call ends.
    /// </summary>
    ValueTask<IntakeReply> TakeAsync(Symbol symbol, ProviderBatch batch);
}
