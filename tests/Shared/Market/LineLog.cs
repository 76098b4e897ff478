using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Keeps log lines, of every level unless told otherwise, and lets a test wait for one.</summary>
internal sealed class LineLog : ILoggerFactory, ILogger
{
    private readonly Lock _changing = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Part, TaskCompletionSource Done)> _waiters = [];

    /// <summary>Lines below are not kept.</summary>
    public LogLevel Least { get; init; } = LogLevel.Trace;

    /// <summary>Called with each line that is kept, by who logs it.</summary>
    public Action<string>? Kept { get; set; }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_changing)
                return [.. _lines];
        }
    }

    /// <summary>Returns once a line has that part, since the beginning.</summary>
    public Task WaitAsync(string part)
    {
        lock (_changing)
        {
            if (_lines.Exists(line => line.Contains(part, StringComparison.Ordinal)))
                return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((part, done));
            return done.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var line = $"{logLevel} {formatter(state, exception)} {exception}";
        lock (_changing)
        {
            _lines.Add(line);
            foreach (var (part, done) in _waiters)
            {
                if (line.Contains(part, StringComparison.Ordinal))
                    done.TrySetResult();
            }
        }

        Kept?.Invoke(line);
    }
}
