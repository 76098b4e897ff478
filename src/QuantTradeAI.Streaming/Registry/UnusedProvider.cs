namespace QuantTradeAI.Streaming.Registry;

/// <summary>Something that was found and does not serve.</summary>
/// <param name="Name">The provider's name; empty when that could not be told.</param>
/// <param name="Version">The version it claims; empty when that could not be told.</param>
/// <param name="Path">Where it is: an assembly, a plugin folder or a folder of plugins.</param>
/// <param name="Kind">Why it does not serve.</param>
/// <param name="Reason">The same in words: what is wrong, what is expected, what to do.</param>
public sealed record UnusedProvider(string Name, string Version, string Path, UnusedKind Kind, string Reason)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => Name.Length == 0 ? $"{Path}: {Reason}" : $"{Name} {Version} from {Path}: {Reason}";
}
