using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
namespace QuantTradeAI.Streaming.Recovery;
internal sealed class FailoverCoordinator
{
    public OperationOutcome Demote(ProviderId provider) => new(OperationResult.NotPossible, $"{provider} {this}");
}
