using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What a reader tells its connection. Called from the reader: answers must be quick.</summary>
internal interface IFrameListener
{
    /// <summary>A frame spoke to the session.</summary>
    void OnSignal(ControlSignal signal);

    /// <summary>The first valid data of this connection came.</summary>
    void OnValidData();

    /// <summary>Data confirmed the last subscription that was not acknowledged yet.</summary>
    void OnAllConfirmed();

    /// <summary>The venue's heartbeats tell of trades that do not come.</summary>
    void OnMissedTrades(Symbol symbol);
}
