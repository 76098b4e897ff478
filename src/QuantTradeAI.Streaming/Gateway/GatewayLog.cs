using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Event ids 6000 to 6099.</summary>
internal sealed partial class GatewayLog(ILogger logger)
{
    [LoggerMessage(6000, LogLevel.Information, "Configuration: {Change}")]
    public partial void Changed(string change);

    [LoggerMessage(6001, LogLevel.Error, "The changed configuration is not used, the last good one stays: {Problem}")]
    public partial void Refused(string problem);

    [LoggerMessage(6002, LogLevel.Information, "Configuration version {Version} is in use.")]
    public partial void Applied(long version);

    [LoggerMessage(6003, LogLevel.Warning, "{Provider}: {DataType} of {Symbol} is wanted but not served any more: {Problem}")]
    public partial void NotServedAnyMore(string provider, string symbol, DataTypes dataType, string problem);

    [LoggerMessage(6004, LogLevel.Warning, "{Stream}: no provider serves {DataTypes} any more: {Problem}")]
    public partial void NoRoute(string stream, DataTypes dataTypes, string problem);

    [LoggerMessage(6005, LogLevel.Information, "{Provider}: version {Version} takes over.")]
    public partial void Switching(string provider, string version);

    [LoggerMessage(6006, LogLevel.Warning, "{Provider}: its adapter was removed; nothing comes from it any more.")]
    public partial void AdapterRemoved(string provider);

    [LoggerMessage(6007, LogLevel.Warning, "Watching {Directory} failed, looking at it every {Seconds:0} s goes on: {Problem}")]
    public partial void WatchFailed(string directory, double seconds, string problem);

    [LoggerMessage(6008, LogLevel.Error, "{Provider}: down after {Failures} failures in a row; tried on all the same. {LastError}")]
    public partial void Down(string provider, int failures, string? lastError);

    [LoggerMessage(6010, LogLevel.Error, "{Provider}: the version that came since it was configured is not used: {Problem}")]
    public partial void NotSwitched(string provider, string problem);

    [LoggerMessage(6012, LogLevel.Warning, "Market hours: {Warning}")]
    public partial void MarketHours(string warning);

    [LoggerMessage(6011, LogLevel.Warning, "{Operation} {Provider}, because {Reason}: {Outcome}")]
    public partial void Operated(ProviderOperation operation, string provider, string reason, string outcome);

    [LoggerMessage(6009, LogLevel.Information, "{Provider}: up again.")]
    public partial void Up(string provider);
}
