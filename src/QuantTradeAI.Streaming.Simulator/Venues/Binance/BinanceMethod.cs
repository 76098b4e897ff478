namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The methods of Binance's control messages.</summary>
internal enum BinanceMethod
{
    Subscribe,
    Unsubscribe,
    ListSubscriptions,
    SetProperty,
    GetProperty,
}
