using NuGet.Versioning;

namespace QuantTradeAI.Streaming.Registry;

/// <summary>Something says that it is a provider of this name and version.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="Version">The version it claims.</param>
/// <param name="Origin">What kind of thing says so.</param>
/// <param name="Path">Where it is: an assembly or a plugin folder.</param>
/// <param name="Content">Tells contents of one path apart: a type's name or a manifest's SHA-256.</param>
internal sealed record ProviderClaim(string Name, NuGetVersion Version, ProviderOrigin Origin, string Path, string Content)
{
    /// <summary>Whether it serves now.</summary>
    public bool IsServing { get; init; }

    /// <summary>Whether it only lives on in memory: its folder holds something else by now.</summary>
    public bool IsHeld { get; init; }
}
