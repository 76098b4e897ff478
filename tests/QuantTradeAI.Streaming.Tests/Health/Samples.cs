using System.Collections.Immutable;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Health;

/// <summary>Short words for what a provider tells.</summary>
internal static class Samples
{
    public const string Name = "venue-a";

    public static ProviderHealthStatus Live(long frames = 0, TimeProvider? dataAt = null) => new()
    {
        Provider = Name,
        State = ProviderState.Live,
        Connections = 1,
        Wanted = 1,
        Acknowledged = 1,
        Connects = 1,
        Frames = frames,
        Bytes = frames * 10,
        Events = frames * 2,
        LastDataTime = dataAt is null ? UnixNanos.Absent : UnixNanos.Now(dataAt),
    };

    public static ProviderHealthStatus Lost(this ProviderHealthStatus status, long times) => status with
    {
        Disconnects = ImmutableSortedDictionary<string, long>.Empty.Add("connection_lost", times),
    };

    public static ProviderHealthStatus Lagging(this ProviderHealthStatus status, params double[] milliseconds)
    {
        var lags = new LatencyRecorder();
        foreach (var lag in milliseconds)
            lags.Record(TimeSpan.FromMilliseconds(lag));
        return status with { FeedLag = lags.Snapshot() };
    }

    public static HealthSample Of(ProviderHealthStatus status, bool isMarketOpen = true) => HealthSample.Of(status) with { IsMarketOpen = isMarketOpen };

    public static ProviderHealthReport Report(
        ProviderState state = ProviderState.Live,
        int wanted = 1,
        CircuitPhase circuit = CircuitPhase.Closed,
        bool isShadow = false,
        bool isMarketOpen = true) => new()
        {
            Provider = Name,
            Status = HealthGrade.Unknown,
            Connection = Live() with { State = state, Wanted = wanted },
            Circuit = CircuitState.Initial with { Phase = circuit },
            IsShadow = isShadow,
            IsMarketOpen = isMarketOpen,
        };
}
