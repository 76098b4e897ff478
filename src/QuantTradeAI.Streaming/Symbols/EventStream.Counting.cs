using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What status pages show of the stream.</summary>
internal sealed partial class EventStream
{
    private StreamCounters _counters;
    private UnixNanos _lastEventTime;

    public StreamCounters Counters => _counters;

    public StreamSnapshot Snapshot(ProviderId source) => new(
        key,
        source,
        _state,
        _lastTrade.Header.Kind == MarketEventKind.None ? null : _lastTrade,
        _lastQuote.Header.Kind == MarketEventKind.None ? null : _lastQuote,
        _counters,
        _lastEventTime,
        _all.Length)
    {
        Numbers = new StreamNumbers(numbering.Epoch, _trades.Sequence, _quotes.Sequence, _books.Sequence, _statuses),
        Trouble = !_flows && _state is not null ? _lastStatus.Status : null,
    };

    private void Count(in EventHeader header, ref long counter)
    {
        counter++;
        _lastEventTime = header.ReceiveTime;
    }

    private void CountLate()
    {
        _counters.Late++;
        if (_counters.Lost > 0)
            _counters.Lost--;
    }
}
