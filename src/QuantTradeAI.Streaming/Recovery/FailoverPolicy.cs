using System.Collections.Concurrent;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>
/// The source of a symbol that is in a failover group by <see cref="FailoverDecision"/>; of any other the first that is listed.
/// </summary>
/// <param name="standings">How providers stand.</param>
/// <param name="clock">Quiet times.</param>
/// <param name="onDecided">A decision may have changed something; called under a symbol's lock, so it must return at once.</param>
internal sealed class FailoverPolicy(IProviderStandings standings, TimeProvider clock, Action onDecided) : ISourcePolicy
{
    /// <summary>Changes of source that wait to be logged at most; more are counted.</summary>
    public const int MaxUnlogged = 4_096;

    private readonly ConcurrentQueue<SourceSwitch> _switches = new();
    private volatile ConcurrentDictionary<Symbol, SymbolEpisode> _episodes = new();
    private volatile FailoverGroup[] _groups = [];
    private volatile bool _isFrozen;
    private long _unqueued;

    /// <summary>In the order of configuration.</summary>
    public IReadOnlyList<FailoverGroup> Groups => _groups;

    /// <summary>Every symbol of every group.</summary>
    public ICollection<SymbolEpisode> Episodes => _episodes.Values;

    /// <summary>Decides by these groups from now on; what is known of a symbol that is still in one stays known. One caller at a time.</summary>
    public void Use(FailoverGroup[] groups)
    {
        var before = _episodes;
        var next = new ConcurrentDictionary<Symbol, SymbolEpisode>();
        foreach (var group in groups)
        {
            foreach (var symbol in group.Symbols)
            {
                if (before.TryGetValue(symbol, out var known))
                    known.Join(group);
                next.TryAdd(symbol, known ?? new SymbolEpisode(symbol, group, standings));
            }
        }

        _groups = groups;
        _episodes = next;
    }

    /// <summary>Forgets what is known of a symbol: another process decides on it from now on.</summary>
    public void Forget(Symbol symbol)
    {
        if (_episodes.TryGetValue(symbol, out var known))
            _episodes.TryUpdate(symbol, new SymbolEpisode(symbol, known.View.Group, standings), known);
    }

    /// <summary>Changes no source any more: all providers are going to end, which is no reason to fail over.</summary>
    public void Freeze() => _isFrozen = true;

    public SymbolEpisode? Find(Symbol symbol) => _episodes.GetValueOrDefault(symbol);

    public ProviderId Choose(Symbol symbol, ReadOnlySpan<SourceState> sources, ProviderId incumbent)
    {
        if (_isFrozen && incumbent != default)
            return incumbent;
        if (!_episodes.TryGetValue(symbol, out var episode))
            return sources[0].Provider;
        var chosen = episode.Choose(sources, incumbent, clock.GetUtcNow(), out var change);
        if (change is { } switched)
            Note(switched);
        onDecided();
        return chosen;
    }

    /// <summary>The changes of source since the last call, and how many there were beside them.</summary>
    public (List<SourceSwitch> Switches, long Others) TakeSwitches()
    {
        var switches = new List<SourceSwitch>();
        while (_switches.TryDequeue(out var one))
            switches.Add(one);
        return (switches, Interlocked.Exchange(ref _unqueued, 0));
    }

    private void Note(SourceSwitch switched)
    {
        if (_switches.Count < MaxUnlogged)
            _switches.Enqueue(switched);
        else
            Interlocked.Increment(ref _unqueued);
    }
}
