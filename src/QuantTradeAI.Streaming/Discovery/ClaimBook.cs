using System.Collections.Immutable;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Who claims which name at one look: the built-in adapters, the plugin folders, and what serves now.</summary>
internal sealed class ClaimBook
{
    private readonly BuiltInProviders _builtIns;
    private readonly ProviderRegistry _registry;
    private readonly ImmutableHashSet<string> _unreadable;
    private readonly Dictionary<string, PluginFolder> _folders;
    private readonly ImmutableArray<ProviderClaim> _found;

    public ClaimBook(BuiltInProviders builtIns, PluginScan scan, ProviderRegistry registry)
    {
        _builtIns = builtIns;
        _registry = registry;
        _unreadable = scan.Unreadable;
        _folders = scan.Folders.ToDictionary(folder => folder.Path, StringComparer.Ordinal);
        _found =
        [
            .. builtIns.Providers.Select(provider => provider.Claim),
            .. scan.Folders.Where(folder => folder.Problem is null).Select(folder => new ProviderClaim(
                folder.Manifest!.Name, AdapterNames.Version(folder.Manifest.Version)!, ProviderOrigin.Plugin, folder.Path, folder.ManifestHash)),
        ];
        Problems =
        [
            .. scan.Folders.Where(folder => folder.Problem is not null).Select(folder => new UnusedProvider(
                folder.Manifest?.Name ?? "", folder.Manifest?.Version ?? "", folder.Path, UnusedKind.Refused, folder.Problem!)),
        ];

        // A folder that holds another provider by now comes last: until that one serves, the old one does.
        Names =
        [
            .. _found.Select(claim => claim.Name).Union(registry.Names)
                .OrderBy(name => RenamedTo(name) is not null)
                .ThenBy(name => name, StringComparer.Ordinal),
        ];
    }

    /// <summary>All names, in the order in which they are to be settled.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Folders whose manifests claim nothing that could be tried.</summary>
    public ImmutableArray<UnusedProvider> Problems { get; }

    /// <summary>The claims of a name; what serves is among them unless it is gone.</summary>
    public IEnumerable<ProviderClaim> Of(string name)
    {
        var serving = _registry.Providers.GetValueOrDefault(name)?.Claim;
        var found = _found.Where(claim => claim.Name == name).Select(claim => claim == serving ? claim with { IsServing = true } : claim).ToList();
        if (serving is not null && !found.Contains(serving with { IsServing = true }) && IsHeld(serving))
            found.Add(serving with { IsServing = true, IsHeld = true });
        return found;
    }

    public RegisteredProvider BuiltIn(ProviderClaim claim) => _builtIns.Providers.First(provider => provider.Claim == claim);

    public PluginFolder Folder(ProviderClaim claim) => _folders[claim.Path];

    /// <summary>Whether what serves lives on although its folder does not hold it: unless the folder is gone, or its new provider serves.</summary>
    private bool IsHeld(ProviderClaim serving)
    {
        if (!_folders.ContainsKey(serving.Path))
            return _unreadable.Contains(Path.GetDirectoryName(serving.Path) ?? "");
        return RenamedTo(serving.Name) is not { } other || _registry.Providers.GetValueOrDefault(other)?.Claim.Path != serving.Path;
    }

    /// <summary>The provider that the folder of the one which serves <paramref name="name"/> holds instead; null when it does not.</summary>
    private string? RenamedTo(string name) =>
        _registry.Providers.GetValueOrDefault(name)?.Claim.Path is { } path
        && _folders.GetValueOrDefault(path) is { Problem: null, Manifest: { } manifest }
        && manifest.Name != name
            ? manifest.Name
            : null;
}
