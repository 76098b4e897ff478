using Orleans.Storage;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>
/// Keeps a symbol's epoch, and what one owner hands on to the next. Storage that fails or hangs keeps no symbol from being published: the epoch then grows
/// by the clock, as it does anyway.
/// </summary>
internal sealed class SymbolStore(IGrainStorage storage, GrainId symbol, TimeProvider clock)
{
    private const string StateName = "symbol";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Between two calls of the storage without what was read or written.</summary>
    private readonly GrainState<SymbolGrainState> _state = new(new SymbolGrainState());
    private long _epoch;

    /// <summary>Why the epoch is not kept; null when it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Takes the symbol: an epoch higher than any before, and what the owner before handed on.</summary>
    /// <exception cref="InconsistentStateException">Another owner takes it at the same time.</exception>
    public async Task<(long Epoch, SymbolPast Past)> TakeAsync()
    {
        var before = new SymbolGrainState();
        if (await TryAsync(() => storage.ReadStateAsync(StateName, symbol, _state)))
            before = _state.State ?? before;
        var epoch = Math.Max(before.Epoch + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
        if (Problem is null)
        {
            _state.State = new SymbolGrainState { Epoch = epoch };
            await TryAsync(() => storage.WriteStateAsync(StateName, symbol, _state));
        }

        (_epoch, _state.State) = (epoch, null!);
        return (epoch, Problem is null && before.Ends.Count > 0 ? SymbolPast.Of(before) : SymbolPast.None);
    }

    /// <summary>Leaves the next owner where this one ended; where that fails the next one knows nothing of it, and tells so.</summary>
    public async Task HandOnAsync(SymbolPast past)
    {
        if (Problem is not null)
            return;
        _state.State = past.ToState(_epoch);
        try
        {
            await TryAsync(() => storage.WriteStateAsync(StateName, symbol, _state));
        }
        catch (InconsistentStateException)
        {
            // The next one has taken it already.
        }
    }

    private async Task<bool> TryAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience, clock);
            return true;
        }
        catch (Exception error) when (error is not InconsistentStateException)
        {
            Problem = (error.InnerException ?? error).Message;
            return false;
        }
    }
}
