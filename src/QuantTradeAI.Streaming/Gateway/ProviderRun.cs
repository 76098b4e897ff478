using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>An adapter at work: the settings it was given and the session that runs it.</summary>
internal sealed record ProviderRun(ProviderSettings Settings, ProviderSession Session)
{
    /// <summary>Whose trade ids its events carry.</summary>
    public required string Venue { get; init; }
}
