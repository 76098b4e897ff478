namespace QuantTradeAI.Streaming.Http.Verdicts;

/// <summary>How well all of it is.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Reasons">Why it is no better; empty when healthy.</param>
/// <param name="Providers">One by one.</param>
/// <param name="Groups">Who stands in for whom.</param>
internal sealed record HealthBody(string Status, IReadOnlyList<string> Reasons, IReadOnlyList<ProviderHealthBody> Providers, IReadOnlyList<GroupHealthBody> Groups);

/// <summary>How well a provider is.</summary>
/// <param name="Name">The provider.</param>
/// <param name="Status"><c>unknown</c>, <c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Reasons">Why it is no better.</param>
internal sealed record ProviderHealthBody(string Name, string Status, IReadOnlyList<string> Reasons);

/// <summary>How well a failover group is.</summary>
/// <param name="Name">The group.</param>
/// <param name="Panic">Symbols for which no provider is well.</param>
internal sealed record GroupHealthBody(string Name, IReadOnlyList<string> Panic);
