namespace QuantTradeAI.Client.Commands;

/// <summary>What all commands are told.</summary>
/// <param name="Config">The streaming configuration; null for silos of this machine.</param>
/// <param name="Json">Whether output is for machines.</param>
internal sealed record ClientSettings(string? Config, bool Json);
