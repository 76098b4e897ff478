using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http.Verdicts;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Telemetry;
using QuantTradeAI.Streaming.Telemetry.Families;

namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>A status as it is told.</summary>
internal static class StatusMapping
{
    public static StatusBody Of(GatewayStatus status, DateTimeOffset at, StatusFilter filter) => Of(status, HealthVerdict.Of(status), at, filter);

    private static StatusBody Of(GatewayStatus status, HealthBody verdict, DateTimeOffset at, StatusFilter filter) => new(
        at,
        SnakeCase.Of(status.Phase),
        verdict.Status,
        verdict.Reasons,
        status.StartedAt,
        Of(status.Configuration),
        status.Discovery is { } outcome ? Of(outcome) : null,
        [.. status.Providers.Where(provider => filter.HasProvider(provider.Provider)).Select(provider => ProviderMapping.Of(provider, status))],
        [.. status.Streams.Where(filter.Has).Select(StreamMapping.Of).OrderBy(stream => stream.Stream, StringComparer.Ordinal)],
        [.. status.Groups.Where(filter.Has).Select(group => Of(group, filter))],
        new AlertsBody([.. status.Alerts.Firing.Select(Of)], [.. status.Alerts.History.Select(Of)], status.Alerts.Raised, status.Alerts.ChannelFailures),
        new QueuesBody(
            status.Queues.Depth,
            status.Queues.Age.TotalSeconds,
            status.Totals.Refused,
            status.SubscribeRefusals,
            Of(status.Totals.Subscribers),
            [.. status.Subscriptions.Select(Of)]),
        status.Storage is { } storage ? Of(storage) : null);

    private static ConfigurationBody Of(ConfigurationStatus configuration) =>
        new(configuration.File, configuration.Version, configuration.AppliedAt, configuration.Problems, configuration.Refusals);

    private static DiscoveryBody Of(DiscoveryOutcome outcome) => new(
        [.. outcome.Registered.Select(one => new AdapterBody(one.Name, one.Version, SnakeCase.Of(one.Origin), one.ModulePath))],
        [.. outcome.Unused.Select(one => new UnusedAdapterBody(one.Name, one.Version, one.Path, SnakeCase.Of(one.Kind), one.Reason))],
        outcome.StillInMemory);

    private static GroupBody Of(FailoverGroupStatus group, StatusFilter filter) => new(
        group.Name,
        group.IsHot ? "hot" : "cold",
        group.FailbackAfter.TotalSeconds,
        group.IsPanic,
        group.Providers,
        [.. group.Symbols.Where(filter.Has).Select(Of)]);

    private static SymbolSourceBody Of(SymbolSourceStatus symbol) => new(
        symbol.Symbol, symbol.Active, symbol.Since, symbol.Changes, symbol.IsPanic, symbol.FailbackAt, [.. symbol.Candidates.Select(Of)]);

    private static CandidateBody Of(SourceCandidate candidate) =>
        new(candidate.Provider, candidate.State is { } state ? SnakeCase.Of(state) : null, candidate.IsWell, candidate.WellSince, candidate.Reason);

    private static AlertBody Of(Alert alert) => new(
        alert.Rule, alert.Subject, SnakeCase.Of(alert.State), SnakeCase.Of(alert.Severity), alert.Message, Finite(alert.Value), Finite(alert.Limit), alert.Since, alert.UpdatedAt, alert.Repeats);

    private static SubscriptionBody Of(SubscriptionStatus one) => new(
        one.Name,
        one.Symbols,
        [.. DataTypeNames.Of(one.DataTypes)],
        SnakeCase.Of(one.Policy),
        one.Capacity,
        one.Statistics.Waiting,
        Of(SubscriberTotals.Of(one.Statistics)));

    private static DeliveryBody Of(SubscriberTotals totals) => new(
        totals.Delivered,
        totals.Dropped,
        totals.Conflated,
        totals.Gaps,
        StreamMapping.Of(totals.GapsByReason, GapReasons.All),
        totals.CallbackErrors,
        totals.SlowCallbacks);

    private static StorageBody Of(StorageStatus storage) =>
        new(storage.Location, storage.IsDegraded, storage.DegradedSince, storage.LastError, storage.Waiting, storage.Written, storage.Failures);

    /// <summary>JSON has no infinity.</summary>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
