using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Gateway.Display;

/// <summary>What a discovery came to, for people.</summary>
internal static class ProvidersText
{
    private static readonly (DataTypes Type, string Name)[] DataTypeNames =
        [(DataTypes.Trades, "trades"), (DataTypes.Quotes, "quotes"), (DataTypes.OrderBook, "order_book")];

    public static IEnumerable<string> Of(DiscoveryOutcome outcome)
    {
        var name = outcome.Registered.Select(provider => provider.Name.Length).Append(10).Max();
        var version = outcome.Registered.Select(provider => provider.Version.Length).Append(7).Max();
        yield return $"{"provider".PadRight(name)}  {"version".PadRight(version)}  from      offers";
        foreach (var provider in outcome.Registered)
        {
            var (offers, from) = (provider.Capabilities, provider.Origin == ProviderOrigin.BuiltIn ? "built-in" : "plugin");
            foreach (var line in Wrapped.At(
                $"{provider.Name.PadRight(name)}  {provider.Version.PadRight(version)}  {from,-8}  ",
                $"{string.Join(", ", offers.AssetTypes)}: {string.Join(", ", NamesOf(offers.DataTypes))}{Limits(offers)}"))
                yield return line;
        }

        foreach (var provider in outcome.Registered.Where(provider => provider.Origin == ProviderOrigin.Plugin))
        {
            yield return "";
            yield return $"{provider.Name} {provider.Version} is loaded from";
            yield return $"  {provider.ModulePath}";
        }

        foreach (var unused in outcome.Unused)
        {
            yield return "";
            yield return unused.Name.Length == 0 ? $"{Kind(unused.Kind)}:" : $"{Kind(unused.Kind)}: {unused.Name} {unused.Version} from";
            yield return $"  {unused.Path}";
            foreach (var line in Wrapped.At("  ", unused.Reason))
                yield return line;
        }
    }

    public static IEnumerable<string> NamesOf(DataTypes types) => DataTypeNames.Where(one => types.HasFlag(one.Type)).Select(one => one.Name);

    private static string Limits(ProviderCapabilities offers) => string.Concat(
        offers.MaxSubscriptions == ProviderCapabilities.Unlimited ? "" : $"; {Words.Count(offers.MaxSubscriptions)} subscriptions",
        offers.RateLimitPerMinute == ProviderCapabilities.Unlimited ? "" : $"; {Words.Count(offers.RateLimitPerMinute)} requests a minute",
        offers.RequiresAuthentication ? "; needs credentials" : "");

    private static string Kind(UnusedKind kind) => kind switch
    {
        UnusedKind.Superseded => "SUPERSEDED",
        UnusedKind.Downgrade => "IGNORED, A LOWER VERSION",
        UnusedKind.Conflict => "IGNORED, A CONFLICT",
        _ => "REFUSED",
    };
}
