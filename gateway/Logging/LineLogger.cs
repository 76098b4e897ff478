using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Gateway.Logging;

/// <summary>Writes what matters enough as single lines. What a venue sent must not move the cursor, so control characters become spaces.</summary>
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
        write(string.Create(text.Length, text, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
        }));
    }
}
