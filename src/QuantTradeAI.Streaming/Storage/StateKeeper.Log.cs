using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>Event ids 7100 to 7109.</summary>
internal sealed partial class StateKeeper
{
    [LoggerMessage(7100, LogLevel.Error, "States of providers cannot be kept in {Location} and wait in memory until it works again; a restart would forget them. {Problem}")]
    private partial void Degraded(string location, string problem);

    [LoggerMessage(7101, LogLevel.Information, "States of providers are kept in {Location} again, after {Duration}.")]
    private partial void Recovered(string location, TimeSpan duration);

    [LoggerMessage(7102, LogLevel.Error, "A handler of the storage's changes threw.")]
    private partial void HandlerThrew(Exception thrown);

    [LoggerMessage(7103, LogLevel.Warning, "{Location} keeps the state of {Provider} that its owner of now writes, not this one. {Problem}")]
    private partial void Superseded(string location, string provider, string problem);
}
