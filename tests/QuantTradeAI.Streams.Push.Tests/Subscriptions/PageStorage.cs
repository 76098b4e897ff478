using Orleans.Storage;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>Storage whose writes wait and fail as a test says.</summary>
internal sealed class PageStorage : IGrainStorage
{
    private readonly SharedStorage _kept = new();
    private readonly Queue<TaskCompletionSource> _holds = new();
    private readonly Queue<TaskCompletionSource> _held = new();

    /// <summary>So many writes fail before they take place.</summary>
    public int FailsBefore { get; set; }

    /// <summary>So many fail after.</summary>
    public int FailsAfter { get; set; }

    /// <summary>The record that cannot be written.</summary>
    public string? Refused { get; set; }

    public int Writes { get; private set; }

    public int Pages => _kept.Kept.Count();

    /// <summary>The next write waits.</summary>
    public void Hold()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _holds.Enqueue(hold);
        _held.Enqueue(hold);
    }

    /// <summary>The oldest that waits, or would, goes on.</summary>
    public void Release() => _held.Dequeue().SetResult();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => _kept.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_holds.TryDequeue(out var hold))
            await hold.Task;
        Writes++;
        if (FailsBefore-- > 0 || stateName == Refused)
            throw new IOException("made up");
        var (tag, exists) = (grainState.ETag, grainState.RecordExists);
        await _kept.WriteStateAsync(stateName, grainId, grainState);
        if (FailsAfter-- <= 0)
            return;
        (grainState.ETag, grainState.RecordExists) = (tag, exists);
        throw new IOException("made up");
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => _kept.ClearStateAsync(stateName, grainId, grainState);
}
