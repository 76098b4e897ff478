using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>The part of a status that was asked for.</summary>
/// <param name="Providers">Only these; all when empty.</param>
/// <param name="Symbols">Only these; all when empty.</param>
internal sealed record StatusFilter(ImmutableArray<string> Providers, ImmutableArray<string> Symbols)
{
    public const string ProviderKey = "provider";
    public const string SymbolKey = "symbol";

    public static StatusFilter None { get; } = new([], []);

    public bool IsNone => Providers.IsEmpty && Symbols.IsEmpty;

    public static StatusFilter Of(IQueryCollection query)
    {
        var filter = new StatusFilter(Values(query, ProviderKey), Values(query, SymbolKey));
        return filter.IsNone ? None : filter;
    }

    /// <summary>A provider that was asked for and does not exist.</summary>
    public string? UnknownProvider(GatewayStatus status) => Providers.FirstOrDefault(name => status.Providers.All(provider => provider.Provider != name));

    public bool HasProvider(string provider) => Providers.IsEmpty || Providers.Contains(provider);

    public bool Has(StreamSnapshot stream) =>
        (Symbols.IsEmpty || Symbols.Contains(stream.Stream.Symbol.Name))
        && HasProvider(stream.Stream.IsConsolidated ? stream.Source.Name : stream.Stream.Provider.Name);

    public bool Has(SymbolSourceStatus symbol) => Symbols.IsEmpty || Symbols.Contains(symbol.Symbol);

    public bool Has(FailoverGroupStatus group) => (Providers.IsEmpty || group.Providers.Any(HasProvider)) && (Symbols.IsEmpty || group.Symbols.Any(Has));

    private static ImmutableArray<string> Values(IQueryCollection query, string key) => [.. query[key].OfType<string>().Where(value => value.Length > 0)];
}
