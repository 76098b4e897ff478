using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>
/// Finds adapters: the built-in ones, and those in plugin folders. A refresh loads what is new beside what serves, tests it, switches
/// the registry and its hosts, and unloads the old; whatever fails, the old one keeps serving. Safe from any thread.
/// </summary>
public sealed partial class ProviderDiscovery
{
    private readonly DiscoveryOptions _options;
    private readonly ImmutableArray<string> _directories;
    private readonly ILogger _logger;
    private readonly PluginLoader _loader;
    private readonly UnloadWatch _unloads;
    private readonly HostSwitch _switch;
    private readonly ProviderRegistry _registry = new();
    private readonly HashSet<(string Path, string ManifestHash)> _hanging = [];
    private readonly SemaphoreSlim _one = new(1);
    private BuiltInProviders? _builtIns;
    private Task<PluginScan>? _scan;

    /// <summary>Looks for the built-in adapters and, where <paramref name="options"/> name directories, for plugins.</summary>
    public ProviderDiscovery(DiscoveryOptions? options = null)
    {
        _options = options ?? new DiscoveryOptions();
        _directories = [.. _options.PluginDirectories.Select(Path.GetFullPath).Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.Ordinal)];
        _logger = _options.LoggerFactory?.CreateLogger("QuantTradeAI.Streaming.Discovery") ?? NullLogger.Instance;
        _loader = new PluginLoader(_options);
        _unloads = new UnloadWatch(_options.UnloadTimeout, _options.Clock);
        _switch = new HostSwitch(_registry, _options.SwitchTimeout, _options.Clock);
    }

    /// <summary>What was found; empty before the first discovery, and alive from then on.</summary>
    public ProviderRegistry Registry => _registry;

    /// <summary>The plugin directories, as full paths.</summary>
    internal ImmutableArray<string> Directories => _directories;

    internal DiscoveryOptions Options => _options;

    /// <summary>Has a host switch versions when a refresh does, until what is returned is disposed.</summary>
    public IDisposable AddHost(IProviderHost host) => _switch.Add(host);

    /// <summary>Looks, and returns the registry. What could not be used is told in <see cref="ProviderRegistry.Outcome"/>, never thrown.</summary>
    public ProviderRegistry Discover() => Refresh();

    /// <summary>Looks again, and returns the same registry, which lists what is there now. Waits for the hosts: not for their callbacks.</summary>
    public ProviderRegistry Refresh()
    {
        Task.Run(() => RefreshAsync()).GetAwaiter().GetResult();
        return _registry;
    }

    /// <summary>Looks again, switches, and returns what came of it. Refreshes run one after another.</summary>
    /// <exception cref="OperationCanceledException">Cancelled: what was switched stays so, and the registry's outcome tells it; the rest waits for the next refresh.</exception>
    public async Task<DiscoveryOutcome> RefreshAsync(CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RefreshOnceAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<DiscoveryOutcome> RefreshOnceAsync(CancellationToken cancellationToken)
    {
        _builtIns ??= BuiltInProviders.Find(_options.BuiltIns);
        var scan = await ScanAsync().ConfigureAwait(false);
        var claims = new ClaimBook(_builtIns, scan, _registry);
        var run = new Run([.. _builtIns.Problems, .. scan.Problems, .. claims.Problems]);
        foreach (var name in claims.Names.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
        {
            var serving = _registry.Providers.GetValueOrDefault(name);
            var chosen = await ChooseAsync(claims, name, serving, run).ConfigureAwait(false);
            if (chosen != serving)
                await SwitchAsync(name, serving, chosen, run, cancellationToken).ConfigureAwait(false);
        }

        var outcome = new DiscoveryOutcome
        {
            Registered = _registry.List(),
            Changes = [.. run.Changes.OrderBy(change => change.Name, StringComparer.Ordinal)],
            Unused = [.. run.Unused.OrderBy(unused => unused.Name, StringComparer.Ordinal).ThenBy(unused => unused.Path, StringComparer.Ordinal)],
            Unloaded = await _unloads.VerifyAsync(cancellationToken).ConfigureAwait(false),
            StillInMemory = _unloads.StillInMemory,
        };
        _registry.Conclude(outcome);
        Tell(outcome);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome;
    }

    private async Task<PluginScan> ScanAsync()
    {
        try
        {
            if (_scan is not { IsCompleted: false })
                _scan = DeadlineThread.StartAsync("plugin scan", () => PluginScan.Of(_directories, _options));
            return await _scan.WaitAsync(_options.AdapterTimeout, _options.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var reason = $"could not be read within {_options.AdapterTimeout.TotalSeconds:0.###} s; a mount may hang";
            return new PluginScan([], [.. _directories.Select(directory => new UnusedProvider("", "", directory, UnusedKind.Refused, reason))], [.. _directories]);
        }
    }

    /// <summary>Tries the claims of a name from the best down; what serves is as good as its version.</summary>
    private async Task<RegisteredProvider?> ChooseAsync(ClaimBook claims, string name, RegisteredProvider? serving, Run run)
    {
        RegisteredProvider? winner = null;
        foreach (var claim in ProviderPrecedence.Order(claims.Of(name)))
        {
            if (winner is not null)
            {
                if (ProviderPrecedence.Judge(claim, winner.Claim) is { } unused)
                    run.Unused.Add(unused);
                continue;
            }

            winner = claim switch
            {
                { IsServing: true } => serving,
                { Origin: ProviderOrigin.BuiltIn } => claims.BuiltIn(claim),
                _ => await LoadAsync(claim, claims.Folder(claim), run).ConfigureAwait(false),
            };
        }

        return winner;
    }

    private async Task<RegisteredProvider?> LoadAsync(ProviderClaim claim, PluginFolder folder, Run run)
    {
        var attempt = new LoadAttempt();
        try
        {
            if (_unloads.StillInMemory >= _options.Limits.MaxStillInMemory)
                throw new PluginRefusedException($"{_unloads.StillInMemory} given-up versions are still in memory, because something holds them or because they hang; restart the process");
            if (_hanging.Contains((claim.Path, claim.Content)))
                throw new PluginRefusedException("this content was seen to hang and is not tried again; change it, or restart the process");
            var plugin = await _loader.LoadAsync(folder, attempt).ConfigureAwait(false);
            return new RegisteredProvider(claim, plugin.Metadata, plugin.Create, plugin);
        }
        catch (PluginRefusedException refused)
        {
            run.Unused.Add(Refused(claim, refused.Message));
        }
        catch (TimeoutException)
        {
            _hanging.Add((claim.Path, claim.Content));
            run.Unused.Add(Refused(claim, $"it did not end within {_options.AdapterTimeout.TotalSeconds:0.###} s while {attempt.Stage}; the thread it hangs on is lost until the process ends"));
        }

        if (attempt.Context is { } context)
            _unloads.Add(claim.Name, claim.Version.ToString(), claim.Path, context);
        return null;
    }

    private async Task SwitchAsync(string name, RegisteredProvider? from, RegisteredProvider? to, Run run, CancellationToken cancellationToken)
    {
        if (await _switch.TryAsync(name, from, to, cancellationToken).ConfigureAwait(false) is not { } failure)
        {
            run.Changes.Add(new ProviderChange(name, from?.Metadata.Version, to?.Metadata.Version));
            GiveUp(from);
            return;
        }

        var unwanted = to ?? from!;
        run.Unused.Add(Refused(unwanted.Claim, failure));
        GiveUp(to);
    }

    private void GiveUp(RegisteredProvider? provider)
    {
        if (provider?.Plugin is { } plugin)
            _unloads.Add(plugin.Metadata.Name, plugin.Metadata.Version, plugin.Folder, plugin.Unload());
    }

    private static UnusedProvider Refused(ProviderClaim claim, string reason) =>
        new(claim.Name, claim.Version.ToNormalizedString(), claim.Path, UnusedKind.Refused, reason);

    private sealed record Run(List<UnusedProvider> Unused)
    {
        public List<ProviderChange> Changes { get; } = [];
    }
}
