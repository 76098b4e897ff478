namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>All that is known of a gateway. Times are ISO 8601 in UTC; counts are since the start.</summary>
/// <param name="At">When it was so.</param>
/// <param name="Phase"><c>created</c>, <c>running</c>, <c>stopping</c> or <c>stopped</c>.</param>
/// <param name="Health">How well all of it is: <c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Reasons">Why it is no better; empty when healthy.</param>
/// <param name="StartedAt">When the gateway was started.</param>
/// <param name="Configuration">The one in use.</param>
/// <param name="Discovery">Adapters; null where the host gave them.</param>
/// <param name="Providers">In the order of configuration.</param>
/// <param name="Streams">By name.</param>
/// <param name="Groups">Who stands in for whom.</param>
/// <param name="Alerts">What alerts.</param>
/// <param name="Queues">Those who take the data.</param>
/// <param name="Storage">Whether states are kept; null before the start.</param>
internal sealed record StatusBody(
    DateTimeOffset At,
    string Phase,
    string Health,
    IReadOnlyList<string> Reasons,
    DateTimeOffset? StartedAt,
    ConfigurationBody Configuration,
    DiscoveryBody? Discovery,
    IReadOnlyList<ProviderBody> Providers,
    IReadOnlyList<StreamBody> Streams,
    IReadOnlyList<GroupBody> Groups,
    AlertsBody Alerts,
    QueuesBody Queues,
    StorageBody? Storage);

/// <summary>The configuration in use.</summary>
internal sealed record ConfigurationBody(string File, long Version, DateTimeOffset AppliedAt, IReadOnlyList<string> Problems, long Refusals);

/// <summary>Which adapters there are, and which are not used and why.</summary>
internal sealed record DiscoveryBody(IReadOnlyList<AdapterBody> Registered, IReadOnlyList<UnusedAdapterBody> Unused, int StillInMemory);

/// <summary>An adapter.</summary>
internal sealed record AdapterBody(string Name, string Version, string Origin, string Path);

/// <summary>An adapter that is not used.</summary>
internal sealed record UnusedAdapterBody(string Name, string Version, string Path, string Kind, string Reason);

/// <summary>Whether the state of providers is being kept.</summary>
internal sealed record StorageBody(string Location, bool Degraded, DateTimeOffset? DegradedSince, string? LastError, int Waiting, long Written, long Failures);
