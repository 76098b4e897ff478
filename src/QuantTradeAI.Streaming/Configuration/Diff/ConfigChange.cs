namespace QuantTradeAI.Streaming.Configuration;

/// <summary>One difference between two configurations.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Path">Where: <c>streaming.providers[coinbase].symbols</c>.</param>
/// <param name="Before">The old value; null when it was added. A secret is <c>***</c>.</param>
/// <param name="After">The new value; null when it was removed. A secret is <c>***</c>.</param>
/// <param name="Provider">The provider's name, for what is about one provider alone; else null.</param>
public sealed record ConfigChange(ConfigChangeKind Kind, string Path, string? Before, string? After, string? Provider = null)
{
    /// <summary><c>path: added ETH-USD</c>, <c>path: changed from 1 to 2</c>, <c>path: removed ETH-USD</c>; a secret is just <c>changed</c>.</summary>
    public override string ToString() => Kind switch
    {
        ConfigChangeKind.Added => $"{Path}: added {After}",
        ConfigChangeKind.Removed => $"{Path}: removed {Before}",
        _ => Before == After ? $"{Path}: changed" : $"{Path}: changed from {Before} to {After}",
    };
}
