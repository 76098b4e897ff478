using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Gateway.Logging;

/// <summary>Sends the engine's warnings and errors to <paramref name="write"/>, one line each.</summary>
internal sealed class LineLoggerFactory(Action<string> write) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(write);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Lines go to one place.");

    public void Dispose()
    {
    }
}
