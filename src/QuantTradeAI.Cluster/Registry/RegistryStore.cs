using Orleans.Storage;

namespace QuantTradeAI.Cluster.Registry;

/// <summary>Keeps the registry's configuration. Storage that hangs holds nobody up for long, and never gets a second call beside the first.</summary>
internal sealed class RegistryStore(IGrainStorage storage, GrainId registry, TimeProvider clock)
{
    /// <summary>How long a call of storage is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private const string StateName = "registry";

    private readonly GrainState<RegistryState> _state = new(new RegistryState());
    private Task _calling = Task.CompletedTask;

    /// <summary>Whether it is known what was kept.</summary>
    public bool IsRead { get; private set; }

    /// <summary>The version that is kept.</summary>
    public long WrittenVersion { get; private set; }

    /// <summary>What was kept.</summary>
    /// <exception cref="TimeoutException">Storage did not answer in time.</exception>
    public async Task<ConfigurationBook> ReadAsync()
    {
        if (_calling.IsCompleted)
            _calling = ReadStateAsync();
        await _calling.WaitAsync(Patience, clock);
        return _state.State!.ToBook();
    }

    /// <summary>Keeps the book of now.</summary>
    /// <exception cref="TimeoutException">Storage did not answer in time; it may have been kept, or may be yet.</exception>
    /// <exception cref="InconsistentStateException">Somebody else keeps another.</exception>
    public async Task WriteAsync(ConfigurationBook book)
    {
        if (!_calling.IsCompleted)
            await _calling.WaitAsync(Patience, clock);
        if (WrittenVersion == book.Current.Version)
            return;
        _calling = WriteStateAsync(book);
        await _calling.WaitAsync(Patience, clock);
    }

    private async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(StateName, registry, _state);
        _state.State ??= new RegistryState();
        WrittenVersion = _state.State.Version;
        IsRead = true;
    }

    private async Task WriteStateAsync(ConfigurationBook book)
    {
        _state.State = RegistryState.Of(book);
        await storage.WriteStateAsync(StateName, registry, _state);
        WrittenVersion = book.Current.Version;
    }
}
