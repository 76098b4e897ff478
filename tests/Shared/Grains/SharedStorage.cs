using System.Collections.Concurrent;
using Orleans.Storage;

namespace QuantTradeAI.Tests;

/// <summary>Storage that outlives the silos of a test, with ETags, and that fails while it is told to.</summary>
internal sealed class SharedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (object State, long Tag)> _kept = new();
    private readonly Lock _writing = new();

    public bool Fails { get; set; }

    /// <summary>Writes end when this has ended.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>How often was written.</summary>
    public int Writes { get; private set; }

    /// <summary>The grains that it keeps something of.</summary>
    public IEnumerable<string> Kept => _kept.Keys.Select(key => key.Item2.Key.ToString()!);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        RequireWorking();
        if (_kept.TryGetValue((stateName, grainId), out var kept))
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)kept.State, $"{kept.Tag}", true);
        else
            (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        RequireWorking();
        lock (_writing)
        {
            Writes++;
            var tag = _kept.TryGetValue((stateName, grainId), out var kept) ? kept.Tag : 0;
            if (grainState.ETag != (tag == 0 ? null : $"{tag}"))
                throw new InconsistentStateException("Somebody else has written it.", $"{tag}", grainState.ETag);
            _kept[(stateName, grainId)] = (grainState.State!, tag + 1);
            (grainState.ETag, grainState.RecordExists) = ($"{tag + 1}", true);
        }

        return Gate?.Task ?? Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        RequireWorking();
        _kept.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, Activator.CreateInstance<T>());
        return Task.CompletedTask;
    }

    private void RequireWorking()
    {
        if (Fails)
            throw new IOException("The disk is full.");
    }
}
