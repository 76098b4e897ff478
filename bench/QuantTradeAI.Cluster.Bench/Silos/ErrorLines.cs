using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace QuantTradeAI.Cluster.Bench.Silos;

/// <summary>Errors to standard error.</summary>
internal sealed class ErrorLines : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => categoryName == "Polly" ? NullLogger.Instance : this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Console.Error.WriteLine($"{Environment.ProcessId} {logLevel} {formatter(state, exception).Split('\n')[0]} {exception?.GetBaseException().Message}");

    public void Dispose()
    {
    }
}
