using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>In one process all symbols are served by its own providers.</summary>
internal sealed class GatewayRouting(SymbolHub hub, GatewayDemand demand, FailoverCoordinator failover) : IFleetListener
{
    public void Planned(StreamingConfig config) => failover.Use(config.Failover);

    public void Installed(ProviderRun run) =>
        hub.RegisterProvider(run.Session.Provider, run.Session.TradeIds, run.Venue, run.Settings.DataTypes);

    public void Changed(IReadOnlyList<ProviderSlot> slots, SymbolPlan plan)
    {
        demand.Reroute(new SymbolRoutes(slots, plan));
        foreach (var symbol in plan.Symbols)
            demand.SetSources(Symbol.Of(symbol));
        failover.Ask();
    }

    public void Tell(in FeedStatus status) => hub.Publish(status);
}
