using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>
/// Writes down what an adapter says of itself. Collections are copied: a comparer, or an object of a derived type, would keep a plugin's
/// code in memory.
/// </summary>
internal static class AdapterDescription
{
    private const int MaxText = 400;
    private const int MaxItems = 256;

    /// <exception cref="PluginRefusedException">What it says makes no sense.</exception>
    public static ProviderMetadata Of(StreamingProviderAdapter adapter, string modulePath, ProviderOrigin origin)
    {
        var name = adapter.ProviderName;
        if (!AdapterNames.IsName(name))
            throw new PluginRefusedException($"the adapter calls itself '{Text(name)}'; expected {AdapterNames.ExpectedName}");
        var version = adapter.ProviderVersion;
        if (AdapterNames.Version(version) is null)
            throw new PluginRefusedException($"the adapter says that its version is '{Text(version)}'; expected {AdapterNames.ExpectedVersion}");
        return new ProviderMetadata
        {
            Name = name,
            Version = version,
            Capabilities = Copy(adapter.GetCapabilities()),
            Description = Text(adapter.Description),
            Dependencies = Copy(adapter.Dependencies),
            ModulePath = modulePath,
            Origin = origin,
        };
    }

    private static ProviderCapabilities Copy(ProviderCapabilities? told)
    {
        if (told is null)
            throw new PluginRefusedException("GetCapabilities returned nothing; expected what the venue offers");
        const DataTypes All = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook;
        if (told.DataTypes == DataTypes.None || (told.DataTypes & ~All) != DataTypes.None)
            throw new PluginRefusedException($"GetCapabilities tells the data types '{told.DataTypes}'; expected some of {All}");
        if (told.MaxSubscriptions < 1 || told.RateLimitPerMinute < 1)
            throw new PluginRefusedException($"GetCapabilities tells {told.MaxSubscriptions} subscriptions and {told.RateLimitPerMinute} messages a minute; expected at least 1 of each");
        if (told.AssetTypes is not { Count: > 0 and <= MaxItems } || told.RequiredCredentials is not { Count: <= MaxItems } || told.Metadata is not { Count: <= MaxItems })
            throw new PluginRefusedException($"GetCapabilities tells no asset type, or a set is missing or longer than {MaxItems}");
        return new ProviderCapabilities
        {
            AssetTypes = ImmutableSortedSet.CreateRange(StringComparer.Ordinal, told.AssetTypes.Select(Text)),
            DataTypes = told.DataTypes,
            MaxSubscriptions = told.MaxSubscriptions,
            RateLimitPerMinute = told.RateLimitPerMinute,
            RequiresAuthentication = told.RequiresAuthentication,
            RequiredCredentials = ImmutableSortedSet.CreateRange(StringComparer.Ordinal, told.RequiredCredentials.Select(Text)),
            SupportsHistoricalData = told.SupportsHistoricalData,
            Metadata = told.Metadata.DistinctBy(pair => Text(pair.Key)).ToImmutableSortedDictionary(pair => Text(pair.Key), pair => Text(pair.Value), StringComparer.Ordinal),
        };
    }

    private static ImmutableArray<ProviderDependency> Copy(ImmutableArray<ProviderDependency> told)
    {
        if (told.IsDefaultOrEmpty)
            return [];
        return told.Length <= MaxItems && told.All(dependency => !string.IsNullOrWhiteSpace(dependency?.AssemblyName))
            ? [.. told.Select(dependency => new ProviderDependency(Text(dependency.AssemblyName), Text(dependency.VersionRange)))]
            : throw new PluginRefusedException($"a dependency has no assembly name, or there are more than {MaxItems}");
    }

    private static string Text(string? text) => text switch
    {
        null => "",
        { Length: > MaxText } => text[..MaxText],
        _ => text,
    };
}
