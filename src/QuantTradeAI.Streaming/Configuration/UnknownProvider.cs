using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What is said of a provider that is not there.</summary>
internal static class UnknownProvider
{
    public static string InCatalog(ScalarNode name, IReadOnlyCollection<string> names) => $"unknown provider {name.Describe()}; {Expected(name, names)}";

    public static string OfDocument(ScalarNode name, IReadOnlyCollection<string> names) =>
        $"there is no adapter for the provider {name.Describe()}; {Expected(name, names)}";

    public static string InConfiguration(ScalarNode name, IReadOnlyCollection<string> names) =>
        $"the provider {name.Describe()} is not configured; {Expected(name, names)}";

    private static string Expected(ScalarNode name, IReadOnlyCollection<string> names)
    {
        var hint = name.Source is null ? Nearest.DidYouMean(name.Text, names) : "";
        return names.Count == 0 ? "there is none at all" : $"expected one of {string.Join(", ", names.Order(StringComparer.Ordinal))}{hint}";
    }
}
