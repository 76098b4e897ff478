using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>A provider's own document, such as <c>config/providers/example.yaml</c>, with one of its environments chosen.</summary>
public sealed record ProviderDocument
{
    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    /// <summary><c>provider</c>: the adapter's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The chosen environment: the caller's, else the document's <c>environment</c>, else <c>dev</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>Names of all of its environments.</summary>
    public required ImmutableSortedSet<string> EnvironmentNames { get; init; }

    /// <summary>What the chosen environment says.</summary>
    public required ProviderEnvironment Settings { get; init; }

    /// <summary>Where its keys stand; those of the chosen environment have no prefix.</summary>
    internal ConfigPlaces Places { get; init; } = ConfigPlaces.None;
}
