using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Http;

namespace QuantTradeAI.Gateway.Logging;

/// <summary>Writes what matters enough as single lines. What a venue or an operator wrote stays harmless.</summary>
internal sealed class LineLogger(Action<string> write, LogLevel least) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var text = exception is null ? formatter(state, exception) : $"{formatter(state, exception)} ({exception.GetType().Name}: {exception.Message})";
        write(OneLine.Of(text));
    }
}
