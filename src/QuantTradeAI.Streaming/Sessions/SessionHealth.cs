using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Puts a session's state and counters into words for people and machines.</summary>
internal static class SessionHealth
{
    public static ProviderHealthStatus Of(SessionContext session, IReadOnlyList<ConnectionRunner> runners, int wanted, ProviderState phase)
    {
        var open = runners.Select(runner => runner.Open()).Where(connections => connections.Count > 0).ToList();
        var counters = session.Counters;
        return new ProviderHealthStatus
        {
            Provider = session.Provider.Name,
            State = phase == ProviderState.Live ? Worst(runners) : phase,
            Connections = open.Sum(connections => connections.Count),
            Wanted = wanted,
            Acknowledged = open.Sum(connections => connections.Max(connection => connection.Ledger.Count().Active)),
            Refused = open.SelectMany(connections => connections[^1].Ledger.Refused())
                .ToImmutableSortedDictionary(refused => refused.Channel.ToString(), refused => refused.Reason, StringComparer.Ordinal),
            Frames = counters.Frames,
            Bytes = counters.Bytes,
            Events = counters.Events,
            Ignored = counters.Ignored.Snapshot(),
            Rejected = counters.Rejected.Snapshot(),
            Connects = counters.Connects,
            Disconnects = counters.Disconnects.Snapshot(),
            ReconnectAttempts = runners.Select(runner => runner.Failures).DefaultIfEmpty().Max(),
            ConnectLatency = runners.LastOrDefault(runner => runner.ConnectLatency is not null)?.ConnectLatency,
            FeedLag = counters.FeedLag.Snapshot(),
            RoundTrip = open.SelectMany(connections => connections).Max(connection => connection.RoundTrip),
            LastDataTime = counters.LastData,
            IsTerminal = runners.Any(runner => runner.IsTerminal),
            NextAttempt = runners.Select(runner => runner.NextAttempt).Where(next => !next.IsAbsent).DefaultIfEmpty().Min(),
            LastError = runners.LastOrDefault(runner => runner.LastError is not null)?.LastError,
        };
    }

    private static ProviderState Worst(IReadOnlyList<ConnectionRunner> runners)
    {
        var states = runners.Select(runner => runner.State()).ToHashSet();
        ReadOnlySpan<ProviderState> worstFirst =
            [ProviderState.Reconnecting, ProviderState.Connecting, ProviderState.Subscribing, ProviderState.Live];
        foreach (var state in worstFirst)
        {
            if (states.Contains(state))
                return state;
        }

        return ProviderState.Idle;
    }
}
