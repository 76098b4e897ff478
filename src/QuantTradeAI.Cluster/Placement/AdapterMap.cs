using System.Collections.Frozen;
using System.Collections.Immutable;
using NuGet.Versioning;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>
/// What this silo knows of where providers can run and do run: one for each silo, kept fresh by its supervisor. Any thread may look.
/// </summary>
internal sealed class AdapterMap
{
    private volatile Known _known = Known.Nothing;

    /// <summary>Names of all adapters, whichever silo carries them.</summary>
    public IReadOnlyCollection<string> Adapters => _known.Carriers.Keys;

    /// <summary>The version of an adapter that serves; null when none is known.</summary>
    public string? ServingVersion(string provider) => _known.Versions.GetValueOrDefault(provider);

    /// <summary>The silos that carry a provider's adapter in the version that serves; none when nothing is known of it.</summary>
    public IReadOnlySet<SiloAddress> CarriersOf(string provider) => _known.Carriers.GetValueOrDefault(provider) ?? FrozenSet<SiloAddress>.Empty;

    /// <summary>The registry's newest answer.</summary>
    public void Note(RegistryView view)
    {
        var serving = view.Serving.DistinctBy(adapter => adapter.Provider).ToDictionary(adapter => adapter.Provider, StringComparer.Ordinal);
        var carried = view.Silos
            .Where(silo => SiloAddress.TryParse(silo.Silo, out _))
            .SelectMany(silo => silo.Adapters.Select(adapter => (Silo: SiloAddress.FromParsableString(silo.Silo), Adapter: adapter)))
            .Where(one => serving.TryGetValue(one.Adapter.Provider, out var highest) && IsSame(highest.Version, one.Adapter.Version))
            .GroupBy(one => one.Adapter.Provider, StringComparer.Ordinal)
            .ToFrozenDictionary(provider => provider.Key, provider => provider.Select(one => one.Silo).ToFrozenSet(), StringComparer.Ordinal);
        var versions = serving.ToFrozenDictionary(one => one.Key, one => one.Value.Version, StringComparer.Ordinal);
        Change(known => known with { Carriers = carried, Versions = versions });
    }

    /// <summary>The providers that configuration names now; where others were placed is forgotten.</summary>
    public void NoteConfigured(IReadOnlyCollection<string> providers)
    {
        var configured = providers.ToImmutableSortedSet(StringComparer.Ordinal);
        Change(known => known with { Configured = configured, Owners = known.Owners.RemoveRange(known.Owners.Keys.Where(provider => !configured.Contains(provider))) });
    }

    /// <summary>A provider runs on that silo.</summary>
    public void NoteOwner(string provider, SiloAddress silo) => Change(known => known with { Owners = known.Owners.SetItem(provider, silo) });

    /// <summary>The silo of <paramref name="among"/> where a provider that runs nowhere should run, so that all have about as many.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="among">The silos that may have it; not empty.</param>
    /// <param name="active">All silos that are alive.</param>
    public SiloAddress Choose(string provider, IReadOnlyCollection<SiloAddress> among, IReadOnlySet<SiloAddress> active)
    {
        var known = _known;
        var owners = known.Owners.Where(owner => owner.Key != provider && active.Contains(owner.Value)).ToDictionary(StringComparer.Ordinal);
        return ProviderSpread.Choose(provider, known.Configured.Add(provider), owners, other => other == provider ? among : Eligible(other, active));
    }

    private IReadOnlyCollection<SiloAddress> Eligible(string provider, IReadOnlySet<SiloAddress> active) =>
        CarriersOf(provider).Where(active.Contains).ToList() is { Count: > 0 } carriers ? carriers : [.. active];

    private static bool IsSame(string version, string other) =>
        NuGetVersion.TryParse(version, out var one) && NuGetVersion.TryParse(other, out var two) && VersionComparer.VersionRelease.Equals(one, two);

    private void Change(Func<Known, Known> change)
    {
        for (var before = _known; ;)
        {
            var found = Interlocked.CompareExchange(ref _known, change(before), before);
            if (ReferenceEquals(found, before))
                return;
            before = found;
        }
    }

    private sealed record Known(
        FrozenDictionary<string, FrozenSet<SiloAddress>> Carriers,
        FrozenDictionary<string, string> Versions,
        ImmutableSortedSet<string> Configured,
        ImmutableDictionary<string, SiloAddress> Owners)
    {
        public static readonly Known Nothing = new(
            FrozenDictionary<string, FrozenSet<SiloAddress>>.Empty,
            FrozenDictionary<string, string>.Empty,
            ImmutableSortedSet.Create<string>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, SiloAddress>(StringComparer.Ordinal));
    }
}
