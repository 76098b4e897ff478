using Orleans.Storage;

namespace QuantTradeAI.Cluster.Tests.Registry;

/// <summary>Storage that fails or hangs while it is told to.</summary>
internal sealed class SwitchedStorage(IGrainStorage inner, StorageSwitch state) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await state.PassAsync();
        await inner.ReadStateAsync(stateName, grainId, grainState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await state.PassAsync();
        await inner.WriteStateAsync(stateName, grainId, grainState);
        state.NoteWrite();
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ClearStateAsync(stateName, grainId, grainState);
}
