namespace QuantTradeAI.Streaming.Registry;

/// <summary>A plugin's code that is not wanted any more.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Path">The folder it came from.</param>
/// <param name="IsCollected">Whether it was seen to leave memory; if not, something still holds it.</param>
public sealed record UnloadedPlugin(string Name, string Version, string Path, bool IsCollected);
