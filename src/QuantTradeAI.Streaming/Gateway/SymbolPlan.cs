using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>What configuration says of symbols: which providers are their sources, best first, and which keep them subscribed.</summary>
internal sealed class SymbolPlan
{
    private static readonly ImmutableArray<string> None = [];

    private readonly Dictionary<string, ImmutableArray<string>> _sources = new(StringComparer.Ordinal);
    private readonly HashSet<(string Provider, string Symbol)> _kept = [];
    private readonly HashSet<string> _grouped = new(StringComparer.Ordinal);

    private SymbolPlan(StreamingConfig config)
    {
        var listing = config.Providers.SelectMany(provider => provider.Symbols.Select(symbol => (Provider: provider.Name, Symbol: symbol))).Distinct().ToList();
        var groups = config.Failover.SelectMany(group => group.Symbols.Select(symbol => (Symbol: symbol, Group: group)))
            .ToLookup(pair => pair.Symbol, pair => pair.Group, StringComparer.Ordinal);
        var listedBy = listing.ToLookup(pair => pair.Symbol, pair => pair.Provider, StringComparer.Ordinal);
        foreach (var symbol in listing.Select(pair => pair.Symbol).Concat(groups.Select(group => group.Key)).Distinct(StringComparer.Ordinal))
        {
            var group = groups[symbol].FirstOrDefault();
            if (group is not null)
                _grouped.Add(symbol);
            _sources[symbol] = [.. (group?.Providers ?? None).Concat(listedBy[symbol]).Distinct(StringComparer.Ordinal)];
            foreach (var provider in _sources[symbol])
            {
                if (group is not { IsHot: false } || provider == _sources[symbol][0] || !group.Providers.Contains(provider))
                    _kept.Add((provider, symbol));
            }
        }
    }

    /// <summary>Every symbol that configuration names.</summary>
    public IEnumerable<string> Symbols => _sources.Keys;

    public static SymbolPlan Of(StreamingConfig config) => new(config);

    /// <summary>The providers of a symbol, best first; empty when configuration does not name it.</summary>
    public ImmutableArray<string> SourcesOf(string symbol) => _sources.GetValueOrDefault(symbol, None);

    /// <summary>Whether the symbol is in a failover group, so that one of its sources stands in for another.</summary>
    public bool IsGrouped(string symbol) => _grouped.Contains(symbol);

    /// <summary>What a provider is to keep subscribed for as long as it runs.</summary>
    public IEnumerable<string> KeptBy(string provider) => _kept.Where(pair => pair.Provider == provider).Select(pair => pair.Symbol);
}
