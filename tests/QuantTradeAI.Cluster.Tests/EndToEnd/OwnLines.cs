using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>Lets the project's own log lines through and none of Orleans'.</summary>
internal sealed class OwnLines(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("QuantTradeAI", StringComparison.Ordinal) ? inner.CreateLogger(categoryName) : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
