using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Whether a session can go on under other settings, or must be made anew.</summary>
internal static class SettingsComparison
{
    /// <summary>Whether nothing differs but the symbols, which a running session takes as they come.</summary>
    public static bool ConnectAlike(ProviderSettings one, ProviderSettings other) =>
        Plain(one) == Plain(other)
        && one.AssetTypes.SetEquals(other.AssetTypes)
        && one.Credentials.SequenceEqual(other.Credentials)
        && SameEntries(one.NativeSymbols, other.NativeSymbols)
        && SameEntries(one.Options, other.Options);

    private static ProviderSettings Plain(ProviderSettings settings) => settings with
    {
        Symbols = [],
        AssetTypes = [],
        Credentials = Empty.Credentials,
        NativeSymbols = Empty.NativeSymbols,
        Options = Empty.Options,
    };

    private static readonly ProviderSettings Empty = new() { Endpoint = new Uri("ws://none"), DataTypes = DataTypes.None };

    private static bool SameEntries(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
