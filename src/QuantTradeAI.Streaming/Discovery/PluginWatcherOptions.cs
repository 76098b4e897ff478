using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>How a <see cref="PluginWatcher"/> watches.</summary>
public sealed record PluginWatcherOptions
{
    /// <summary><see cref="QuietTime"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultQuietTime = TimeSpan.FromMilliseconds(500);

    /// <summary>Folders are looked at so often, besides being watched: watching does not work on every mount.</summary>
    public TimeSpan PollInterval { get; init; } = PluginsConfig.DefaultPollInterval;

    /// <summary>A change is acted on when nothing has changed for so long, and after ten times as long at the latest.</summary>
    public TimeSpan QuietTime { get; init; } = DefaultQuietTime;

    /// <summary>Whether folders are watched at all, or only polled.</summary>
    public bool UsesFileSystemEvents { get; init; } = true;
}
