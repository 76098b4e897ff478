using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Running;

/// <summary>A consolidated stream that the program subscribes to.</summary>
/// <param name="Symbol">Canonical.</param>
/// <param name="Offers">What its providers offer of it.</param>
internal sealed record WatchedStream(string Symbol, DataTypes Offers)
{
    private const DataTypes Shown = DataTypes.Trades | DataTypes.Quotes;

    /// <summary>All that a configuration names.</summary>
    public static IEnumerable<WatchedStream> Of(StreamingConfig config, IAdapterCatalog adapters) =>
        from provider in config.Providers
        where adapters.Names.Contains(provider.Name)
        let offers = provider.Subscriptions ?? adapters.Create(provider.Name).GetCapabilities().DataTypes
        from symbol in provider.Symbols
        group offers & Shown by symbol into offersOf
        select new WatchedStream(offersOf.Key, offersOf.Aggregate((all, each) => all | each));
}
