using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>Event ids 9100 to 9104.</summary>
internal sealed partial class BatchSender
{
    [LoggerMessage(9100, LogLevel.Warning, "{Symbol} did not take batch {Number} of {Provider}, which is sent again; {Failures} such failures since the last such line.")]
    private partial void NotTaken(Exception error, Symbol symbol, string provider, long number, long failures);
}
