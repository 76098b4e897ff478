namespace QuantTradeAI.Gateway.Validate;

/// <summary>What to check, and how to tell.</summary>
internal sealed record ValidateSettings(IReadOnlyList<string> Files, IReadOnlyList<string> Plugins, string? Environment, string Format);
