using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Event ids 5000 to 5009.</summary>
public sealed partial class ProviderDiscovery
{
    private DiscoveryOutcome _told = DiscoveryOutcome.Nothing;

    /// <summary>What was told before and did not change is not told again.</summary>
    private void Tell(DiscoveryOutcome outcome)
    {
        foreach (var change in outcome.Changes)
            Changed(change);
        foreach (var unused in outcome.Unused.Except(_told.Unused))
        {
            if (unused.Kind == UnusedKind.Superseded)
                Superseded(unused);
            else
                Unused(unused.Kind, unused);
        }

        foreach (var unloaded in outcome.Unloaded)
        {
            if (unloaded.IsCollected)
                Unloaded(unloaded.Name, unloaded.Version);
            else
                NotCollected(unloaded.Name, unloaded.Version, _options.UnloadTimeout.TotalSeconds);
        }

        _told = outcome;
    }

    [LoggerMessage(5000, LogLevel.Information, "Provider {Change}")]
    private partial void Changed(ProviderChange change);

    [LoggerMessage(5001, LogLevel.Information, "Provider superseded: {Unused}")]
    private partial void Superseded(UnusedProvider unused);

    [LoggerMessage(5002, LogLevel.Warning, "Provider not used ({Kind}): {Unused}")]
    private partial void Unused(UnusedKind kind, UnusedProvider unused);

    [LoggerMessage(5003, LogLevel.Information, "Plugin {Name} {Version} was unloaded")]
    private partial void Unloaded(string name, string version);

    [LoggerMessage(5004, LogLevel.Warning, "Plugin {Name} {Version} was given up but is still in memory after {Seconds} s: something holds it, or it hangs")]
    private partial void NotCollected(string name, string version, double seconds);
}
