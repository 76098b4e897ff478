using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// Notices symbols that are silent for much longer than they normally are. What is normal is learned from each symbol's own rhythm
/// (trades, quotes and the venue's heartbeats alike), so one that rarely trades is not called stale.
/// </summary>
internal sealed class StalenessWatch(IExpectations expectations, Func<Symbol, string?> assetTypeOf)
{
    /// <summary>A symbol's rhythm is judged once it has been seen so often.</summary>
    public const int MinObservations = 8;

    /// <summary>Silence counts once it is so many times the usual pause.</summary>
    public const int UsualPauses = 30;

    private const int Smoothing = 16;

    private readonly Lock _growing = new();
    private volatile Rhythm?[] _rhythms = [];

    /// <summary>An event came. Called by readers.</summary>
    public void Touch(in MarketEvent marketEvent, UnixNanos now)
    {
        if (Find(marketEvent.Symbol) is not { } rhythm)
            return;
        rhythm.Touch(now.Value);
        if (marketEvent.Kind == MarketEventKind.Trade)
            rhythm.NoteTrade(marketEvent.TradeRef.TradeId);
    }

    /// <summary>
    /// A heartbeat came. False when it tells, for the second time and with ever more of them, of trades that did not come:
    /// the connection lives, but its trades have stopped. One lost trade alone does not count.
    /// </summary>
    public bool Touch(Heartbeat heartbeat, UnixNanos now)
    {
        if (Find(heartbeat.Symbol) is not { } rhythm)
            return true;
        rhythm.Touch(now.Value);
        return rhythm.Agrees(heartbeat.LastTradeId);
    }

    /// <summary>Watches a symbol; its rhythm is learned anew, as after a lost connection.</summary>
    public void Add(Symbol symbol) => Set(symbol, new Rhythm(symbol, assetTypeOf(symbol)));

    /// <summary>Watches it no longer.</summary>
    public void Remove(Symbol symbol) => Set(symbol, null);

    /// <summary>Whether anything can be expected of one of its symbols now: where all markets are closed, silence tells nothing.</summary>
    public bool IsAnyMarketOpen(UnixNanos now) => Array.Exists(_rhythms, rhythm => rhythm is not null && IsOpen(rhythm, now));

    /// <summary>Whether one of its symbols has market hours, and they are now: then silence tells something from the first moment on.</summary>
    public bool IsAnyExchangeOpen(UnixNanos now) => Array.Exists(
        _rhythms, rhythm => rhythm is not null && expectations.HasHours(rhythm.AssetType) && IsOpen(rhythm, now));

    /// <summary>Symbols that have become stale since the last call. While its market is closed no symbol does; its silence counts from the opening.</summary>
    public IEnumerable<Symbol> FindStale(UnixNanos now)
    {
        foreach (var rhythm in _rhythms)
        {
            if (rhythm is null)
                continue;
            if (!IsOpen(rhythm, now))
                rhythm.Rest(now.Value);
            else if (rhythm.BecomesStale(now.Value, expectations.LeastSilence(rhythm.Symbol)))
                yield return rhythm.Symbol;
        }
    }

    private bool IsOpen(Rhythm rhythm, UnixNanos now) => expectations.IsMarketOpen(rhythm.AssetType, now);

    private Rhythm? Find(Symbol symbol)
    {
        var rhythms = _rhythms;
        return (uint)symbol.Id < (uint)rhythms.Length ? rhythms[symbol.Id] : null;
    }

    private void Set(Symbol symbol, Rhythm? rhythm)
    {
        lock (_growing)
        {
            var rhythms = _rhythms;
            if (symbol.Id >= rhythms.Length)
                Array.Resize(ref rhythms, Math.Max(64, (symbol.Id + 1) * 2));
            rhythms[symbol.Id] = rhythm;
            _rhythms = rhythms;
        }
    }

    private sealed class Rhythm(Symbol symbol, string? assetType)
    {
        private long _last;
        private long _usualPause;
        private int _observations;
        private long _lastTradeId;
        private long _claimedTradeId;
        private bool _stale;

        public Symbol Symbol => symbol;

        public string? AssetType => assetType;

        public void Touch(long now)
        {
            if (_observations > 0)
                _usualPause += (Math.Max(0, now - _last) - _usualPause) / Math.Min(_observations, Smoothing);
            if (_observations < int.MaxValue)
                _observations++;
            Volatile.Write(ref _last, now);
            _stale = false;
        }

        /// <summary>Silence counts from now on; the usual pause stays what it was.</summary>
        public void Rest(long now) => Volatile.Write(ref _last, now);

        public void NoteTrade(long id) => _lastTradeId = Math.Max(_lastTradeId, id);

        public bool Agrees(long claimed)
        {
            var behind = _lastTradeId != 0 && _claimedTradeId > _lastTradeId && claimed > _claimedTradeId;
            _claimedTradeId = claimed;
            return !behind;
        }

        public bool BecomesStale(long now, TimeSpan least)
        {
            if (_stale || _observations < MinObservations)
                return false;
            var limit = Math.Max(least.Ticks * UnixNanos.PerTick, _usualPause * UsualPauses);
            return _stale = now - Volatile.Read(ref _last) >= limit;
        }
    }
}
