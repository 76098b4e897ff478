using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Gateway.Logging;

/// <summary>
/// Sends the engine's warnings and errors to <paramref name="write"/>, one line each, and all that it says of changed configuration and adapters.
/// </summary>
internal sealed class LineLoggerFactory(Action<string> write) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(write, categoryName == StreamingGateway.LogCategory ? LogLevel.Information : LogLevel.Warning);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Lines go to one place.");

    public void Dispose()
    {
    }
}
