using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Tests;

/// <summary>Keeps log lines with their levels: <c>Warning 7010 text</c>.</summary>
internal sealed class KeptLog : ILogger
{
    private readonly Lock _changing = new();
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_changing)
                return [.. _lines];
        }
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_changing)
            _lines.Add($"{logLevel} {eventId.Id} {formatter(state, exception)}");
    }
}
