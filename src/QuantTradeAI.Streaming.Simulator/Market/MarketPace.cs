namespace QuantTradeAI.Streaming.Simulator;

/// <summary>How fast the synthetic market of <see cref="SimulatedVenue.RunMarketAsync"/> goes.</summary>
/// <param name="EventsPerSecond">Events a second over all symbols; more than 0.</param>
/// <param name="BurstEvents">Events published at once on top of the even flow; 0 for no bursts.</param>
/// <param name="BurstEvery">The time between two bursts.</param>
/// <param name="TradeShare">The share of trades, 0 to 1; the rest are quotes, and one in ten of them a depth event.</param>
public sealed record MarketPace(
    double EventsPerSecond = MarketPace.DefaultEventsPerSecond,
    int BurstEvents = 0,
    TimeSpan BurstEvery = default,
    double TradeShare = 0.5)
{
    /// <summary>Events a second when nothing else is said.</summary>
    public const double DefaultEventsPerSecond = 200;

    /// <summary>200 events a second, evenly, half of them trades.</summary>
    public static MarketPace Default { get; } = new();

    internal double DueAfter(TimeSpan elapsed)
    {
        var bursts = BurstEvents > 0 && BurstEvery > TimeSpan.Zero ? Math.Floor(elapsed / BurstEvery) * BurstEvents : 0;
        return Math.Floor(elapsed.TotalSeconds * EventsPerSecond) + bursts;
    }
}
