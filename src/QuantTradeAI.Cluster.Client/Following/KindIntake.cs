using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>One kind's batches on their way into the <see cref="LocalStream"/>, in order. All members may be called from any thread.</summary>
internal sealed class KindIntake(DataTypes kind, FeedContext context, Func<StreamBatch, TakeResult> pass)
{
    private readonly Lock _gate = new();
    private readonly BatchOrder _order = new(new BatchOrderLimits { Silence = context.Options.Grace });
    private readonly long _origin = context.Clock.GetTimestamp();
    private bool _isDoubted;
    private bool _isClosed;

    private TimeSpan Now => context.Clock.GetElapsedTime(_origin);

    /// <summary>Whether a position told where it begins.</summary>
    public bool HasBegun
    {
        get
        {
            lock (_gate)
                return _order.HasBegun;
        }
    }

    /// <summary>Takes a batch of the stream.</summary>
    public TakeResult Take(StreamBatch batch)
    {
        lock (_gate)
        {
            Take(batch, isOfStream: true);
            return PassOn();
        }
    }

    /// <summary>Whether all that was handed to the stream comes, or is asked for: what else was published is still with its owner. Doubts are told once.</summary>
    public bool TakeTrust()
    {
        lock (_gate)
        {
            var isTrusted = _order is { HasBegun: true, IsNumbered: true } && !_isDoubted;
            _isDoubted = false;
            return isTrusted;
        }
    }

    /// <summary>Learns what was handed to the stream.</summary>
    public TakeResult Learn(StreamPosition position)
    {
        lock (_gate)
        {
            _order.Learn(position.Last.Epoch, NumberOf(position.Batches), Now);
            return PassOn();
        }
    }

    /// <summary>What to ask the owner for, now.</summary>
    public (long Epoch, long From, long To)? Missing()
    {
        lock (_gate)
            return _order.Missing(Now);
    }

    /// <summary>Takes what the owner still had of what was asked for. Returns how many batches it had not.</summary>
    public (TakeResult Result, long GivenUp) TakeAnswer((long Epoch, long From, long To) asked, StreamBatch[] batches)
    {
        lock (_gate)
        {
            var before = _order.GivenUp;
            foreach (var batch in batches)
            {
                if (Take(batch, isOfStream: false) is BatchFate.Passed or BatchFate.Held)
                    context.Counters.CountReplayed(EventsOf(batch));
            }

            _order.Conclude(asked.Epoch, asked.To, Now);
            _isDoubted |= _order.GivenUp > before;
            return (PassOn(), _order.GivenUp - before);
        }
    }

    /// <summary>Gives up what was waited for long enough. Whether the stream has to be taken for lost.</summary>
    public bool Poll()
    {
        lock (_gate)
        {
            var before = _order.GivenUp;
            _order.Poll(Now);
            _isDoubted |= _order.GivenUp > before;
            PassOn();
            return _order.TakeSilence(Now);
        }
    }

    /// <summary>When <see cref="Missing"/> tells something; null when nothing is missing.</summary>
    public TimeSpan? NextQuestion()
    {
        lock (_gate)
            return _order.LeftToAsk(Now);
    }

    /// <summary>When <see cref="Poll"/> has something to do; null when it has not.</summary>
    public TimeSpan? NextPoll()
    {
        lock (_gate)
            return _order.LeftToPoll(Now);
    }

    /// <summary>Takes nothing more, whatever a subscription that is ending still brings.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    private BatchFate Take(StreamBatch batch, bool isOfStream)
    {
        var before = _order.GivenUp;
        var fate = _order.Take(batch, Now, isOfStream);
        if (fate == BatchFate.Repeated)
            context.Counters.CountRepeated(EventsOf(batch));
        _isDoubted |= _order.GivenUp > before;
        return fate;
    }

    private TakeResult PassOn()
    {
        var result = TakeResult.None;
        foreach (var batch in _order.Passed)
        {
            if (!_isClosed)
                result |= pass(batch);
        }

        _order.Passed.Clear();
        _isDoubted |= (result & TakeResult.Unreadable) != 0;
        return _order.LeftToAsk(Now) is null ? result : result | TakeResult.Care;
    }

    private static int EventsOf(StreamBatch batch)
    {
        try
        {
            return MarketBatch.Count(batch.Events.Span);
        }
        catch (FormatException)
        {
            return 0;
        }
    }

    private long? NumberOf(StreamBatchNumbers? numbers) => kind switch
    {
        _ when numbers is null => null,
        DataTypes.Trades => numbers.Trades,
        DataTypes.Quotes => numbers.Quotes,
        DataTypes.OrderBook => numbers.Books,
        _ => numbers.Statuses,
    };
}
