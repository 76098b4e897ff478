using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Hears what a fleet of providers changes. Called by one change at a time.</summary>
internal interface IFleetListener
{
    /// <summary>Another configuration is about to be used.</summary>
    void Planned(StreamingConfig config);

    /// <summary>A session is about to serve.</summary>
    void Installed(ProviderRun run);

    /// <summary>Other providers run, or the same by other plans.</summary>
    void Changed(IReadOnlyList<ProviderSlot> slots, SymbolPlan plan);

    /// <summary>A provider tells something of a symbol.</summary>
    void Tell(in FeedStatus status);
}
