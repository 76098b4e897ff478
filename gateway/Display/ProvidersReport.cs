using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Gateway.Display;

/// <summary>What a discovery came to, for machines.</summary>
internal sealed record ProvidersReport(IReadOnlyList<ProvidersReport.Provider> Registered, IReadOnlyList<ProvidersReport.Unused> NotUsed)
{
    public static ProvidersReport Of(DiscoveryOutcome outcome) => new(
        [.. outcome.Registered.Select(Provider.Of)],
        [.. outcome.Unused.Select(unused => new Unused(unused.Name, unused.Version, unused.Path, unused.Kind, unused.Reason))]);

    public sealed record Provider(
        string Name, string Version, ProviderOrigin Origin, string Path, string Description, IReadOnlyList<string> AssetTypes,
        IReadOnlyList<string> DataTypes, int? MaxSubscriptions, int? RateLimitPerMinute, bool RequiresAuthentication, IReadOnlyList<ProviderDependency> Dependencies)
    {
        public static Provider Of(ProviderMetadata metadata) => new(
            metadata.Name, metadata.Version, metadata.Origin, metadata.ModulePath, metadata.Description, [.. metadata.Capabilities.AssetTypes],
            [.. ProvidersText.NamesOf(metadata.Capabilities.DataTypes)], Limit(metadata.Capabilities.MaxSubscriptions), Limit(metadata.Capabilities.RateLimitPerMinute),
            metadata.Capabilities.RequiresAuthentication, metadata.Dependencies);

        private static int? Limit(int limit) => limit == ProviderCapabilities.Unlimited ? null : limit;
    }

    public sealed record Unused(string Name, string Version, string Path, UnusedKind Kind, string Reason);
}
