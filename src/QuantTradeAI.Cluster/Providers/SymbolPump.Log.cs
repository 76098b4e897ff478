using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>Event ids 9105 to 9109.</summary>
internal sealed partial class SymbolPump
{
    [LoggerMessage(9105, LogLevel.Warning, "{Symbol} does not take the events of {Provider} in time: {Dropped} events of the provider were dropped since the last such line, each told in a gap.")]
    private partial void Dropping(Symbol symbol, string provider, long dropped);

    [LoggerMessage(9106, LogLevel.Error, "Events of {Symbol} from {Provider} cannot be written: {Dropped} were dropped since the last such line, each told in a gap.")]
    private partial void Unwritable(Exception error, Symbol symbol, string provider, long dropped);

    [LoggerMessage(9107, LogLevel.Warning, "Another owner has taken {Provider}: a symbol has seen epoch {Higher}, this one is {Epoch} and sends no more.")]
    private partial void Fenced(string provider, long epoch, long higher);

    [LoggerMessage(9108, LogLevel.Error, "What was to hear that {Provider} has another owner threw.")]
    private partial void HandlerThrew(Exception error, string provider);
}
