using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Tests.Storage;

/// <summary>A store that fails or hangs as a test wants, and lets it wait for each attempt.</summary>
internal sealed class FakeStore : IProviderStateStore
{
    private readonly Lock _changing = new();
    private readonly List<ProviderRecord> _written = [];
    private readonly List<(int Count, TaskCompletionSource Done)> _waiters = [];
    private int _attempts;

    public string Location => "fake";

    /// <summary>What writes fail with; null when they work.</summary>
    public volatile Exception? Failure;

    /// <summary>Writes hang until it ends.</summary>
    public volatile TaskCompletionSource? Hang;

    public IReadOnlyList<ProviderRecord> Written
    {
        get
        {
            lock (_changing)
                return [.. _written];
        }
    }

    public int Attempts
    {
        get
        {
            lock (_changing)
                return _attempts;
        }
    }

    /// <summary>Returns once so many writes were begun.</summary>
    public Task AttemptsAsync(int count)
    {
        lock (_changing)
        {
            if (_attempts >= count)
                return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, done));
            return done.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken) => new((ProviderRecord?)null);

    public async ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            _attempts++;
            foreach (var (count, done) in _waiters)
            {
                if (_attempts >= count)
                    done.TrySetResult();
            }
        }

        if (Hang is { } hang)
            await hang.Task;
        if (Failure is { } failure)
            throw failure;
        lock (_changing)
            _written.Add(record);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
