using System.Globalization;
using Orleans.Core;
using Orleans.Storage;
using QuantTradeAI.Cluster.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>One activation's view of a row, with the ETag that it read; may be used on one scheduler only, by one call at a time.</summary>
internal sealed class FakeStorage(SharedRow row, TaskScheduler scheduler) : IStorage<ProviderGrainState>
{
    private ProviderGrainState _state = new();
    private bool _isRead;
    private bool _exists;
    private int _calls;

    public ProviderGrainState State
    {
        get => OnScheduler(_state);
        set => _state = OnScheduler(value);
    }

    public string? Etag { get; private set; }

    public bool RecordExists => _isRead ? _exists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ClearStateAsync() => throw new NotSupportedException();

    public Task ReadStateAsync() => CallAsync(() =>
    {
        row.Reads++;
        if (row.ReadFailure is { } failure)
            throw failure;
        (_state, _exists, _isRead) = (row.State ?? new ProviderGrainState(), row.State is not null, true);
        Etag = EtagOf(row);
    });

    public Task WriteStateAsync() => CallAsync(() =>
    {
        row.Writes++;
        var before = row.BeforeWrite;
        row.BeforeWrite = null;
        before?.Invoke();
        if (row.WriteFailure is { } failure && !row.FailsAfterwards)
            throw failure;
        if (Etag != EtagOf(row))
            throw new InconsistentStateException("The ETag is another.", EtagOf(row), Etag);
        (row.State, row.Version) = (_state, row.Version + 1);
        if (row.WriteFailure is { } late)
            throw late;
        (Etag, _exists) = (EtagOf(row), true);
    });

    private static string? EtagOf(SharedRow row) => row.State is null ? null : row.Version.ToString(CultureInfo.InvariantCulture);

    private async Task CallAsync(Action call)
    {
        OnScheduler(true);
        Assert.Equal(1, Interlocked.Increment(ref _calls));
        try
        {
            await Task.Yield();
            if (row.Hang is { } hang)
                await hang.Task;
            OnScheduler(true);
            call();
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
        }
    }

    private T OnScheduler<T>(T value)
    {
        Assert.Same(scheduler, TaskScheduler.Current);
        return value;
    }
}
