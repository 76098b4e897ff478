using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Event ids 7500 to 7519.</summary>
internal sealed partial class FailoverLog(ILogger logger)
{
    [LoggerMessage(7500, LogLevel.Warning, "{Group}: {From} -> {To} for {Symbols}: {Why}. Without a source that is well for {Seconds:0.0} s{More}.")]
    public partial void FailedOver(string group, ProviderId from, ProviderId to, string symbols, string why, double seconds, string more);

    [LoggerMessage(7501, LogLevel.Information, "{Group}: {From} -> {To} for {Symbols}: {Why}{More}.")]
    public partial void Moved(string group, ProviderId from, ProviderId to, string symbols, string why, string more);

    [LoggerMessage(7502, LogLevel.Error, "{Group}: no provider is well for {Symbols}; each stays with what it has{More}.")]
    public partial void PanicBegan(string group, string symbols, string more);

    [LoggerMessage(7503, LogLevel.Information, "{Group}: a provider is well again for {Symbols}{More}.")]
    public partial void PanicEnded(string group, string symbols, string more);

    [LoggerMessage(7504, LogLevel.Information, "{Symbol}: {Provider} is asked to stand in.")]
    public partial void StandbyAsked(Symbol symbol, ProviderId provider);

    [LoggerMessage(7505, LogLevel.Warning, "{Symbol}: {Provider} cannot stand in: {Problem}")]
    public partial void StandbyRefused(Symbol symbol, ProviderId provider, string problem);

    [LoggerMessage(7506, LogLevel.Information, "{Group}: {Provider} is not needed for {Symbol} any more.")]
    public partial void StandbyReleased(string group, Symbol symbol, ProviderId provider);

    [LoggerMessage(7507, LogLevel.Error, "Failover goes on after a bug in it; report this.")]
    public partial void Threw(Exception error);
}
