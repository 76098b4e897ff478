namespace QuantTradeAI.Streaming.Registry;

/// <summary>A provider that a discovery added, replaced or removed.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="From">The version that served before; null when none did.</param>
/// <param name="To">The version that serves now; null when none does.</param>
public sealed record ProviderChange(string Name, string? From, string? To)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => (From, To) switch
    {
        (null, _) => $"{Name} {To} added",
        (_, null) => $"{Name} {From} removed",
        _ => $"{Name} {From} replaced by {To}",
    };
}
