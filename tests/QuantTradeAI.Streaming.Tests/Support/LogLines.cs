using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Tests;

/// <summary>Keeps log lines, with their level and exception.</summary>
internal sealed class LogLines : ILogger
{
    private readonly Lock _changing = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Part, TaskCompletionSource Done)> _waiters = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_changing)
                return [.. _lines];
        }
    }

    /// <summary>Ends once a line has that part, since the beginning.</summary>
    public Task WhenLine(string part)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            if (_lines.Exists(line => line.Contains(part, StringComparison.Ordinal)))
                return Task.CompletedTask;
            _waiters.Add((part, done));
        }

        return done.Task;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = $"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}".TrimEnd();
        lock (_changing)
        {
            _lines.Add(line);
            foreach (var waiter in _waiters.Where(waiter => line.Contains(waiter.Part, StringComparison.Ordinal)))
                waiter.Done.TrySetResult();
        }
    }
}
