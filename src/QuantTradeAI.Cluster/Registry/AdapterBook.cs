using System.Collections.Immutable;
using NuGet.Versioning;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Cluster.Registry;

/// <summary>Which silo carries which adapter in which version, by what silos tell every few seconds. Immutable: a step gives the next one.</summary>
internal sealed record AdapterBook
{
    /// <summary>A silo that has told nothing for so long is forgotten.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    /// <summary>Most adapters of one silo.</summary>
    public const int MaxAdapters = 1_000;

    /// <summary>Most silos.</summary>
    public const int MaxSilos = 1_000;

    private const string PluginOrigin = "plugin";

    /// <summary>Nobody has told anything.</summary>
    public static readonly AdapterBook Empty = new();

    private ImmutableSortedDictionary<string, (SiloReport Report, DateTimeOffset At)> Told { get; init; } =
        ImmutableSortedDictionary.Create<string, (SiloReport, DateTimeOffset)>(StringComparer.Ordinal);

    /// <summary>A silo tells what it carries, in the place of what it told before.</summary>
    /// <exception cref="ArgumentException">It is more than a silo can have, or no version of an adapter can be read.</exception>
    public AdapterBook With(SiloReport report, DateTimeOffset now)
    {
        if (report.Adapters.IsDefault || report.Adapters.Length > MaxAdapters)
            throw new ArgumentException($"{report.Silo}: expected the adapters that it carries, {MaxAdapters:N0} at most.");
        foreach (var adapter in report.Adapters)
            Parse(adapter.Version, $"{report.Silo}: the adapter {adapter.Provider}");
        if (Told.Count >= MaxSilos && !Told.ContainsKey(report.Silo))
            throw new ArgumentException($"{report.Silo}: there are {MaxSilos:N0} silos already.");
        return this with { Told = Told.SetItem(report.Silo, (report, now)) };
    }

    /// <summary>Without the silos that tell nothing any more, and those that are known to be dead.</summary>
    public AdapterBook Without(Func<string, bool> isDead, DateTimeOffset now)
    {
        var gone = Told.Where(told => now - told.Value.At > Lifetime || isDead(told.Key)).Select(told => told.Key).ToList();
        return gone.Count == 0 ? this : this with { Told = Told.RemoveRange(gone) };
    }

    /// <summary>What is known.</summary>
    /// <param name="configurationVersion">The version of the configuration of now.</param>
    /// <param name="configurationHash">Its hash.</param>
    public RegistryView View(long configurationVersion, string configurationHash) => new()
    {
        Silos = [.. Told.Values.Select(told => told.Report)],
        ConfigurationVersion = configurationVersion,
        ConfigurationHash = configurationHash,
        Serving =
        [
            .. Told.Values
                .SelectMany(told => told.Report.Adapters.Select(adapter => (told.Report.Silo, Adapter: adapter)))
                .GroupBy(carried => carried.Adapter.Provider, StringComparer.Ordinal)
                .OrderBy(provider => provider.Key, StringComparer.Ordinal)
                .Select(provider => Highest([.. provider])),
        ],
    };

    /// <summary>The one that comes first by the rule that also decides within a process.</summary>
    private static AdapterReport Highest(ImmutableArray<(string Silo, AdapterReport Adapter)> carried)
    {
        var first = ProviderPrecedence.Order(carried.Select(one => Claim(one.Silo, one.Adapter)))[0];
        return carried.First(one => Claim(one.Silo, one.Adapter) == first).Adapter;
    }

    private static ProviderClaim Claim(string silo, AdapterReport adapter) => new(
        adapter.Provider,
        Parse(adapter.Version, adapter.Provider),
        adapter.Origin == PluginOrigin ? ProviderOrigin.Plugin : ProviderOrigin.BuiltIn,
        silo,
        adapter.Description);

    private static NuGetVersion Parse(string version, string whose) => NuGetVersion.TryParse(version, out var parsed)
        ? parsed
        : throw new ArgumentException($"{whose} has the version '{version}'; expected a semantic version.");
}
