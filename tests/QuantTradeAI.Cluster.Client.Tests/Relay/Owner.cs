using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Tests.Relay;

/// <summary>A symbol's owner as its clients see it: numbers events and puts them into the streams of their kinds, statuses into all.</summary>
internal sealed class Owner
{
    public static readonly MarketEventKind[] Kinds = [MarketEventKind.Trade, MarketEventKind.Quote, MarketEventKind.Book, MarketEventKind.Status];

    private readonly Dictionary<MarketEventKind, List<MarketEvent>> _open = Kinds.ToDictionary(kind => kind, _ => new List<MarketEvent>());
    private readonly long[] _numbers = new long[5];
    private long _time;
    private StreamEnd? _continues;
    private FeedStatusKind _state;

    public static Symbol Symbol { get; } = Symbol.Of("BTC-USD");

    public static ProviderId Provider { get; } = ProviderId.Of("venue-a");

    public long Epoch { get; private set; } = 1;

    /// <summary>What each stream carries and nobody took yet.</summary>
    public Dictionary<MarketEventKind, List<(BatchOrigin Origin, MarketEvent[] Events)>> Streams { get; } =
        Kinds.ToDictionary(kind => kind, _ => new List<(BatchOrigin, MarketEvent[])>());

    /// <summary>All that was published, by its place.</summary>
    public Dictionary<(long Epoch, MarketEventKind Kind, long Number), MarketEvent> Published { get; } = [];

    /// <summary>What each stream carries from the start, statuses in their places.</summary>
    public Dictionary<MarketEventKind, List<MarketEvent>> Order { get; } = Kinds.ToDictionary(kind => kind, _ => new List<MarketEvent>());

    /// <summary>Where each epoch ended, if it ended orderly.</summary>
    public Dictionary<long, StreamEnd> Ends { get; } = [];

    public StreamEnd End => new(Epoch, _numbers[1], _numbers[2], _numbers[3], _numbers[4]);

    public StreamPosition Position => new() { Last = End, Continues = _continues, State = _state, Source = Provider.Name };

    public void Publish(MarketEventKind kind)
    {
        MarketEvent one = kind switch
        {
            MarketEventKind.Trade => new(new Trade(Symbol, Provider, ++_time, new ExactDecimal(_time, 2), new ExactDecimal(1, 0), AggressorSide.Buy, default, new UnixNanos(_time))),
            MarketEventKind.Quote => new(new Quote(Symbol, Provider, ++_time, new ExactDecimal(_time, 2), null, new ExactDecimal(_time, 2), null, default, new UnixNanos(_time))),
            _ => new(new EventHeader { Kind = kind, Symbol = Symbol, Provider = Provider, ReceiveTime = new UnixNanos(++_time) }, new BookLevels([], [])),
        };
        Send(one);
    }

    public void Tell(FeedStatusKind kind)
    {
        _state = kind;
        Send(new MarketEvent(FeedStatus.Of(kind, Symbol, Provider, new UnixNanos(++_time))));
    }

    public void Miss(MarketEventKind kind, int count)
    {
        var from = _numbers[(int)kind] + 1;
        _numbers[(int)kind] += count;
        Send(new MarketEvent(FeedStatus.GapOf(Symbol, Provider, new UnixNanos(++_time), GapReason.VenueGap, kind, from, from + count - 1, count)));
    }

    /// <summary>Hands the stream's next batch on.</summary>
    public void Flush(MarketEventKind kind)
    {
        if (_open[kind].Count == 0)
            return;
        Streams[kind].Add((new BatchOrigin(Epoch, _continues), [.. _open[kind]]));
        _open[kind].Clear();
    }

    public void FlushAll()
    {
        foreach (var kind in Kinds)
            Flush(kind);
    }

    /// <summary>Another owner takes over; an orderly end is told. One that published nothing passes on what it was told itself.</summary>
    public void Replace(bool orderly)
    {
        FlushAll();
        if (!orderly || _numbers.Any(number => number > 0))
            _continues = orderly ? End : null;
        if (orderly)
            Ends[Epoch] = End;
        Epoch++;
        Array.Clear(_numbers);
        _state = FeedStatusKind.None;
    }

    private void Send(MarketEvent one)
    {
        ref var header = ref one.HeaderRef;
        header.Sequence = ++_numbers[(int)header.Kind];
        (header.Epoch, header.PublishTime) = (Epoch, new UnixNanos(_time));
        Published[(Epoch, header.Kind, header.Sequence)] = one;
        foreach (var kind in header.Kind == MarketEventKind.Status ? Kinds : [header.Kind])
        {
            _open[kind].Add(one);
            Order[kind].Add(one);
        }
    }
}
