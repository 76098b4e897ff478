using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>Event ids 9310 to 9329.</summary>
internal sealed partial class ConfigurationFollower
{
    [LoggerMessage(9310, LogLevel.Information, "Configuration: {Change}")]
    private partial void LogChanged(string change);

    [LoggerMessage(9311, LogLevel.Information, "Configuration version {Version} of the cluster is in use.")]
    private partial void LogApplied(long version);

    [LoggerMessage(9312, LogLevel.Error, "Configuration version {Version} of the cluster is not used here, the last good one stays: {Problem}")]
    private partial void LogRefused(long version, string problem);

    [LoggerMessage(9313, LogLevel.Error, "This silo's own configuration file is not used: {Problem}")]
    private partial void LogFileRefused(string problem);

    [LoggerMessage(9314, LogLevel.Warning, "The cluster follows another configuration than this silo's own file {File} says: version {Version}.")]
    private partial void LogOtherFollowed(string file, long version);

    [LoggerMessage(9315, LogLevel.Warning, "The registry cannot be asked for the configuration; it is asked again in {Seconds:0} s: {Problem}")]
    private partial void LogRegistryFailed(double seconds, string problem);

    [LoggerMessage(9316, LogLevel.Warning, "The cluster has lost configuration version {Version}, which this silo offers anew.")]
    private partial void LogLost(long version);

    [LoggerMessage(9317, LogLevel.Warning, "Watching {Directory} failed, looking at it every {Seconds:0} s goes on: {Problem}")]
    private partial void LogWatchFailed(string directory, double seconds, string problem);
}
