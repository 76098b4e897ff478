using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>One batch after the other, on the thread pool.</summary>
internal sealed partial class SymbolLane
{
    /// <summary>Sends until nothing waits.</summary>
    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <inheritdoc/>
    public void Execute() => _ = SendAsync();

    private async Task SendAsync()
    {
        var unwritable = 0;
        while (Take() is { } taken)
        {
            var (batch, count) = Write(taken);
            if (batch is null)
            {
                await pump.Sender.PauseAsync(++unwritable).ConfigureAwait(false);
                continue;
            }

            unwritable = 0;
            if (await pump.Sender.SendAsync(symbol, batch).ConfigureAwait(false))
                pump.NoteSent(count);
            else
                pump.NoteAbandoned(count);
        }

        pump.NoteIdle();
    }

    /// <summary>The next events to send, what was lost before them first; null when there are none, and the lane is idle.</summary>
    private TakenEvents? Take()
    {
        lock (_gate)
        {
            if (pump.HasEnded || (_waiting.Count == 0 && _losses is null && !_isToShow))
            {
                _waiting.Release();
                _isSending = false;
                return null;
            }

            _isToShow = false;
            var taken = TakenEvents.WithRoom(Math.Min(_waiting.Count + LaneLosses.MaxTold, pump.Options.MaxBatch));
            var told = TellLosses(taken.Room);
            var count = _waiting.Take(taken.Room[told..]);
            pump.NoteWaiting(-count);
            return taken with { Count = told + count };
        }
    }

    private int TellLosses(Span<MarketEvent> told)
    {
        if (_losses is not { } losses)
            return 0;
        _losses = null;
        return losses.TakeInto(told, symbol, pump.Provider, UnixNanos.Now(pump.Clock));
    }

    /// <summary>The batch, and how many trades, quotes and book events are in it; no batch where they cannot be written, and are lost.</summary>
    private (ProviderBatch? Batch, int Count) Write(TakenEvents taken)
    {
        try
        {
            var block = taken.Count == 0 ? ReadOnlyMemory<byte>.Empty : pump.Write(taken.Events);
            return (pump.BatchOf(block, ++_number), taken.CountData());
        }
        catch (Exception error)
        {
            pump.NoteUnwritable(symbol, error, Lose(taken.Events));
            return default;
        }
        finally
        {
            taken.Release();
        }
    }

    private long Lose(Span<MarketEvent> events)
    {
        lock (_gate)
        {
            var (lost, older) = (0L, new LaneLosses());
            foreach (ref var marketEvent in events)
                lost += older.Add(ref marketEvent);
            Span<MarketEvent> newer = new MarketEvent[LaneLosses.MaxTold];
            foreach (ref var marketEvent in newer[..TellLosses(newer)])
                older.Add(ref marketEvent);
            _losses = older;
            return lost;
        }
    }
}
