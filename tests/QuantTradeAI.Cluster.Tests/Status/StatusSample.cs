using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Cluster.Tests.Status;

/// <summary>A status in which every member that there is holds something somewhere.</summary>
internal static class StatusSample
{
    public static GatewayStatus Create()
    {
        var full = FullStatus.Create();
        var capabilities = new ProviderCapabilities
        {
            AssetTypes = ["crypto", "stocks"],
            DataTypes = DataTypes.Trades | DataTypes.OrderBook,
            MaxSubscriptions = 30,
            RateLimitPerMinute = 60,
            RequiresAuthentication = true,
            RequiredCredentials = ["api_key"],
            SupportsHistoricalData = true,
            Metadata = new ProviderCapabilities { AssetTypes = [], DataTypes = DataTypes.None }.Metadata.Add("country", "Ünited"),
        };
        var session = full.Providers[0] with { IsTerminal = true };
        var statistics = full.Subscriptions[0].Statistics with { Age = TimeSpan.FromTicks(12_345), GapsByReason = full.Totals.Subscribers.GapsByReason, SlowCallbacks = 9 };
        return full with
        {
            Configuration = full.Configuration with { Problems = ["streaming.yaml:3:4 providers: unknown key"] },
            Discovery = full.Discovery! with
            {
                Registered =
                [
                    full.Discovery.Registered[0] with
                    {
                        Capabilities = capabilities, Description = "spot", Dependencies = [new ProviderDependency("Some.Library", "[1.2,2.0)")], Origin = ProviderOrigin.Plugin,
                    },
                ],
                Changes = [new ProviderChange("alpha", "1.0.0", "1.1.0"), new ProviderChange("beta", null, "1.0.0")],
                Unloaded = [new UnloadedPlugin("alpha", "1.0.0", "/plugins/alpha", true)],
            },
            Providers = [session, full.Providers[1]],
            Groups = [FullStatus.Group(isPanic: true)],
            Health =
            [
                full.Health[0] with
                {
                    Connection = session, IsShadow = true, Silence = TimeSpan.FromSeconds(3), LiveFor = TimeSpan.FromHours(2), MessagesPerSecond = double.PositiveInfinity, EventsPerSecond = 1.0 / 3,
                },
                full.Health[1] with
                {
                    Status = HealthGrade.Degraded,
                    IsMarketOpen = false,
                    Circuit = full.Health[1].Circuit with { Failures = 4, Probe = 2, ProbeUntil = FullStatus.Now, HealthySince = FullStatus.Now.ToOffset(TimeSpan.FromHours(2)) },
                },
            ],
            Subscriptions = [full.Subscriptions[0] with { Number = 12, Statistics = statistics }],
            Streams =
            [
                full.Streams[0] with { Source = default, State = null, LastTrade = null },
                full.Streams[1] with
                {
                    State = FeedStatusKind.Resynced,
                    Numbers = new StreamNumbers(3, 10, 20, 30, 40),
                    Trouble = FeedStatus.GapOf(full.Streams[1].Stream.Symbol, full.Streams[1].Source, new UnixNanos(9), GapReason.Undelivered, MarketEventKind.Quote, 1, 2, 3),
                },
            ],
        };
    }
}
