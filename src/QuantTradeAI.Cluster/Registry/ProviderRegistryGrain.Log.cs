using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Registry;

/// <summary>Event ids 9300 to 9309.</summary>
internal sealed partial class ProviderRegistryGrain
{
    [LoggerMessage(9300, LogLevel.Information, "Configuration version {Version}, from {Silo}, is the cluster's from now on.")]
    private partial void LogTaken(long version, string silo);

    [LoggerMessage(9301, LogLevel.Warning, "{Silo} started with a configuration that another has replaced; version {Version} stays. Change its file while it runs to bring it back.")]
    private partial void LogOutdated(string silo, long version);

    [LoggerMessage(9302, LogLevel.Error, "The registry's storage fails; what is known stays in memory, and it is tried again every {Seconds:0} s.")]
    private partial void LogStorageFailed(double seconds, Exception error);

    [LoggerMessage(9303, LogLevel.Information, "The registry's storage works again; configuration version {Version} is kept.")]
    private partial void LogKept(long version);

    [LoggerMessage(9304, LogLevel.Warning, "Another registry has written meanwhile; this one stands down: {Problem}")]
    private partial void LogConflict(string problem);
}
