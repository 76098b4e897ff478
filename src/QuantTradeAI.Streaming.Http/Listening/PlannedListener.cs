using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Http.Listening;

/// <summary>One address to listen on.</summary>
/// <param name="Key">The key of the configuration that names it.</param>
/// <param name="Host">A host's name or an IP address, without brackets.</param>
/// <param name="Port">The port; 0 takes a free one.</param>
/// <param name="Api">Serves health, status and commands; null for not.</param>
/// <param name="Metrics">Serves metrics; null for not.</param>
internal sealed record PlannedListener(string Key, string Host, int Port, EndpointConfig? Api, EndpointConfig? Metrics)
{
    /// <summary>The key of what nobody protects, so that <see cref="Host"/> is not <see cref="ConfiguredHost"/>; null when all is protected.</summary>
    public string? UnprotectedKey { get; init; }

    /// <summary>The host as configured.</summary>
    public string ConfiguredHost { get; init; } = "";

    /// <summary>For people.</summary>
    public string Serves => (Api, Metrics) switch
    {
        (not null, not null) => "Health, status and metrics",
        (not null, null) => "Health and status",
        _ => "Metrics",
    };
}
