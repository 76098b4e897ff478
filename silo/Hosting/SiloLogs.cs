using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>Leaves out the lines about each single retry within Orleans; what fails in the end is told by whoever tried.</summary>
internal sealed class SiloLogs(ILoggerFactory lines) : ILoggerFactory
{
    private const string Retries = "Polly";

    public ILogger CreateLogger(string categoryName) => categoryName == Retries ? NullLogger.Instance : lines.CreateLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) => lines.AddProvider(provider);

    /// <summary>The lines are their owner's.</summary>
    public void Dispose()
    {
    }
}
