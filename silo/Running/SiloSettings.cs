namespace QuantTradeAI.Silo.Running;

/// <summary>What the command line asked of a run; null is as configured.</summary>
internal sealed record SiloSettings(string? Config, IReadOnlyList<string> Plugins, bool Live)
{
    public string? Data { get; init; }

    public int? Port { get; init; }

    public int? SiloPort { get; init; }

    public int? GatewayPort { get; init; }

    public string? Name { get; init; }
}
