using Microsoft.Extensions.Logging;
using QuantTradeAI.Gateway.Logging;

namespace QuantTradeAI.Client.Connecting;

/// <summary>The feed's warnings as single lines; of Orleans itself only what is critical, since the feed says what matters of it.</summary>
internal sealed class LineLogging(Action<string> write) : ILoggerProvider
{
    private const string Own = "QuantTradeAI.";

    public ILogger CreateLogger(string categoryName) =>
        new LineLogger(write, categoryName.StartsWith(Own, StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Critical);

    public void Dispose()
    {
    }
}
