namespace QuantTradeAI.Gateway.Running;

/// <summary>What the command line asked of a run.</summary>
internal sealed record RunSettings(
    string? Config, IReadOnlyList<string> Plugins, bool Live, string? Data, TimeSpan? Duration, int? Port, bool Json);
