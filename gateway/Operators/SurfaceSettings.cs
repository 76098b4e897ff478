namespace QuantTradeAI.Gateway.Operators;

/// <summary>Where the command line says that a running gateway is.</summary>
/// <param name="Url">Its address; null to take the configuration's.</param>
/// <param name="TokenFile">A file with the token; null for none, or the configuration's.</param>
/// <param name="Config">The configuration file; null for the usual one.</param>
/// <param name="Json">Whether output is for machines.</param>
internal sealed record SurfaceSettings(string? Url, string? TokenFile, string? Config, bool Json);
