using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Recovery.FailoverRig;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>One random course of events that a seed decides: what venues trade, what becomes of it on the way, and what operators do.</summary>
internal sealed class FaultSchedule : IDisposable
{
    private const int Steps = 120;
    private const long FirstId = 10_000_000;

    private readonly Random _random;
    private readonly TradeIdRule _rule;
    private readonly bool _isShared;
    private readonly int _quiet;
    private readonly FailoverRig _rig;
    private readonly List<FaultyProvider> _providers = [];
    private readonly Dictionary<string, long> _traded = [];
    private readonly Dictionary<string, long> _lastTold = [];
    private readonly List<(IMarketDataReader Reader, SourceAudit Audit)> _venueStreams = [];
    private readonly List<string> _steps = [];
    private readonly SourceAudit _audit;
    private readonly IMarketDataReader _reader;
    private ProviderId _demoted;
    private ProviderId _asked;
    private ProviderId _source = A;
    private DateTimeOffset _sourceSince;

    public FaultSchedule(int seed)
    {
        _random = new Random(seed);
        _rule = One(TradeIdRule.Consecutive, TradeIdRule.Consecutive, TradeIdRule.Growing, TradeIdRule.Unordered, TradeIdRule.None);
        _isShared = _random.Next(2) == 0;
        _quiet = One(0, 5, 60);
        var count = _random.Next(2, 4);
        ProviderId[] all = [A, B, C];
        _rig = new FailoverRig(_rule, isHot: _random.Next(4) != 0, _quiet, _isShared ? "shared" : null, [.. all.Take(count)]);
        _sourceSince = _rig.Clock.GetUtcNow();
        foreach (var provider in _rig.Providers)
        {
            _providers.Add(new FaultyProvider(provider));
            _venueStreams.Add((_rig.Subscribe($"{Btc}@{provider}"), new SourceAudit(provider, _rule, VenueOf, isConsolidated: false)));
        }

        _audit = new SourceAudit(A, _rule, VenueOf);
        _reader = _rig.Subscribe();
        foreach (var venue in _providers.Select(one => VenueOf(one.Id)).Distinct())
            _traded[venue] = FirstId + _random.Next(1_000);
        foreach (var one in _providers)
            one.Next = _traded[VenueOf(one.Id)] + 1;
    }

    public long Changes => _audit.Changes;

    public long Trades => _audit.Trades;

    public long Gaps => _audit.Gaps;

    /// <summary>What was done, for people.</summary>
    public string Story => $"{_rule}, {(_isShared ? "A and B of one venue" : "venues apart")}, {_providers.Count} providers, {_quiet} s quiet\n{string.Join('\n', _steps)}";

    public void Run()
    {
        for (var i = 0; i < Steps; i++)
        {
            var provider = _providers[_random.Next(_providers.Count)];
            Step(provider);
            Verify();
        }
    }

    public void Dispose() => _rig.Dispose();

    private string VenueOf(ProviderId provider) => _isShared && provider != C ? "shared" : provider.Name;

    private T One<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private IEnumerable<SourceAudit> Audits => _venueStreams.Select(one => one.Audit).Append(_audit);

    private void Note(string step) => _steps.Add($"{(_rig.Clock.GetUtcNow() - _rig.Clock.Start).TotalSeconds,8:0.0} {step}");

    private void Step(FaultyProvider provider)
    {
        switch (_random.Next(24))
        {
            case < 7:
                Trade(provider);
                break;
            case < 9:
                Quote(provider);
                break;
            case 9:
                Data(provider, "book", BookOf(provider.Id));
                break;
            case < 12:
                Say(provider, FeedStatusKind.Disconnected);
                break;
            case 12:
                Say(provider, FeedStatusKind.Stale);
                break;
            case 13:
                Say(provider, FeedStatusKind.Live);
                break;
            case 14:
                Hole(provider);
                break;
            case < 17:
                Replay(provider);
                break;
            case 17:
                LastTrade(provider);
                break;
            case 18:
                Stand(provider);
                break;
            case 19:
                Demote(provider);
                break;
            case 20:
                Note("reload");
                _rig.Use(_rig.Group(isHot: _random.Next(2) == 0, _quiet) with { Name = One("group", "other") });
                break;
            default:
                var seconds = One(0.1, 1, 5, 20, 60, 61);
                Note($"wait {seconds} s");
                _rig.Advance(seconds);
                break;
        }
    }

    /// <summary>The market goes on, and this provider tells some of what it has not told yet: it may lag behind others of its venue.</summary>
    private void Trade(FaultyProvider provider)
    {
        var venue = VenueOf(provider.Id);
        _traded[venue] += _random.Next(3);
        var count = Math.Min(_traded[venue] - provider.Next + 1, _random.Next(1, 4));
        var ids = Enumerable.Range(0, (int)Math.Max(count, 0)).Select(i => provider.Next + i).ToArray();
        provider.Next += ids.Length;
        Data(provider, $"trades {string.Join(' ', ids)}", [.. ids.Select(id => TradeOf(id, provider.Id))]);
    }

    private void Quote(FaultyProvider provider)
    {
        var step = _random.Next(3);
        provider.QuoteId += step;
        Data(provider, $"quote {provider.QuoteId}", QuoteOf(provider.QuoteId, provider.Id, flags: _random.Next(6) == 0 ? EventFlags.LastKnown : EventFlags.None));
        if (step > 0)
            return;
        foreach (var audit in Audits)
            audit.NoteRepeatedQuote(provider.Id, provider.QuoteId);
    }

    private void Hole(FaultyProvider provider)
    {
        var venue = VenueOf(provider.Id);
        var lost = _random.Next(1, 4);
        Note($"{provider.Id} loses {lost}");
        if (_random.Next(2) == 0 && provider.Told.Count > 0)
            provider.Held.AddRange(Enumerable.Range(0, lost).Select(i => provider.Next + i));
        provider.Next += lost;
        _traded[venue] = Math.Max(_traded[venue], provider.Next);
    }

    /// <summary>A rotation's overlap, or trades that were overtaken; venues whose ids tell nothing do not do so.</summary>
    private void Replay(FaultyProvider provider)
    {
        if (_rule == TradeIdRule.None)
            return;
        if (provider.Held.Count > 0 && _rule == TradeIdRule.Consecutive)
        {
            var late = provider.Held.ToArray();
            provider.Held.Clear();
            Data(provider, $"late {string.Join(' ', late)}", [.. late.Select(id => TradeOf(id, provider.Id))]);
            return;
        }

        var ids = provider.Told.TakeLast(_random.Next(1, 5)).ToArray();
        Data(provider, $"again {string.Join(' ', ids)}", [.. ids.Select(id => TradeOf(id, provider.Id))]);
    }

    /// <summary>What a venue tells on subscribing: after a lost connection all before it is lost.</summary>
    private void LastTrade(FaultyProvider provider)
    {
        if (!provider.IsDisconnected)
            return;
        var last = _traded[VenueOf(provider.Id)];
        provider.Next = Math.Max(provider.Next, last + 1);
        _lastTold[VenueOf(provider.Id)] = last;
        Note($"{provider.Id} last trade {last}");
        provider.Hear(_rig.Clock.GetUtcNow());
        _rig.Publish(TradeOf(last, provider.Id, flags: EventFlags.LastKnown));
        Read();
        foreach (var audit in Audits)
            audit.NoteLastTrade(provider.Id, last);
    }

    private void Data(FaultyProvider provider, string what, params MarketEvent[] events)
    {
        if (events.Length == 0)
            return;
        Note($"{provider.Id} {what}");
        var isNews = events.Any(one => one.Kind switch
        {
            MarketEventKind.Trade => !provider.Told.Contains(one.Trade.TradeId),
            MarketEventKind.Quote => one.Quote.UpdateId > provider.ToldQuote,
            _ => true,
        });
        var before = _audit.HighestOf(provider.Id);
        provider.ToldQuote = Math.Max(provider.ToldQuote, events.Where(one => one.Kind == MarketEventKind.Quote).Max(one => (long?)one.Quote.UpdateId) ?? 0);
        var fresh = events.Where(one => one.Kind == MarketEventKind.Trade && !provider.Told.Contains(one.Trade.TradeId)).ToList();
        provider.Told.AddRange(events.Where(one => one.Kind == MarketEventKind.Trade).Select(one => one.Trade.TradeId));
        _rig.Hub.Publish(events);
        var isSource = _rig.Source == provider.Id;
        _rig.Work();
        Read();
        provider.State = _rig.Hub.Snapshot(new StreamKey(Btc, provider.Id))!.State;
        if (isNews)
            Assert.True(provider.State is FeedStatusKind.Live or FeedStatusKind.Resynced, $"{provider.Id} told something new and is {provider.State}");
        provider.Judge(_rig.Clock.GetUtcNow());
        // Those up to a last trade that the venue told belong to a gap, or to a time that had another source.
        var certain = Math.Max(before, _lastTold.GetValueOrDefault(VenueOf(provider.Id)));
        foreach (var trade in fresh)
        {
            if (isSource && trade.Trade.TradeId > certain)
                Assert.True(_audit.HasDelivered(provider.Id, trade.Trade.TradeId), $"{trade} is newer than {before}, yet was not delivered");
        }
    }

    private void Say(FaultyProvider provider, FeedStatusKind kind)
    {
        Note($"{provider.Id} {kind}");
        if (kind == FeedStatusKind.Disconnected)
            provider.Next += _random.Next(3);
        _traded[VenueOf(provider.Id)] = Math.Max(_traded[VenueOf(provider.Id)], provider.Next - 1);
        provider.IsDisconnected = kind == FeedStatusKind.Disconnected || (provider.IsDisconnected && kind != FeedStatusKind.Live);
        provider.State = (kind, provider.State) switch
        {
            (FeedStatusKind.Disconnected, _) => FeedStatusKind.Disconnected,
            (FeedStatusKind.Stale, not FeedStatusKind.Disconnected) => FeedStatusKind.Stale,
            (FeedStatusKind.Live, FeedStatusKind.Stale) => FeedStatusKind.Live,
            _ => provider.State,
        };
        provider.Judge(_rig.Clock.GetUtcNow());
        _rig.Say(provider.Id, kind);
    }

    private void Stand(FaultyProvider provider)
    {
        provider.IsUsable = !provider.IsUsable;
        Note($"{provider.Id} {(provider.IsUsable ? "usable" : One("isolated", "circuit open"))}");
        provider.Judge(_rig.Clock.GetUtcNow());
        _rig.Stand(provider.Id, provider.IsUsable);
    }

    private void Demote(FaultyProvider provider)
    {
        Note($"{provider.Id} demoted");
        var was = _rig.Source;
        var canBeLeft = _providers.Exists(other => other != provider && other.IsWell);
        var outcome = _rig.Failover.Demote(provider.Id);
        if (was == provider.Id && !canBeLeft && outcome.Result == OperationResult.Done)
        {
            Assert.False(_rig.Failover.GetStatus().Single().IsHot, "only a cold standby can be woken");
            _asked = provider.Id;
            _rig.Work();
            return;
        }

        Assert.Equal(was != provider.Id ? OperationResult.AlreadySo : canBeLeft && _quiet > 0 ? OperationResult.Done : OperationResult.NotPossible, outcome.Result);
        if (outcome.Result != OperationResult.Done)
            return;
        _demoted = provider.Id;
        provider.WellSince = _rig.Clock.GetUtcNow();
        _rig.Work();
    }

    private void Read()
    {
        _audit.Take(Drain(_reader));
        foreach (var (reader, audit) in _venueStreams)
            audit.Take(Drain(reader));
    }

    private void Verify()
    {
        Read();
        var source = _rig.Source;
        Assert.Equal(source, _audit.Source);
        Assert.Equal(_audit.Changes, _rig.Status.Changes);
        var active = _providers.Single(one => one.Id == source);
        var now = _rig.Clock.GetUtcNow();
        if (source != _source)
            VerifyChange(_providers.Single(one => one.Id == _source), active, now);
        var isWaitedFor = active is { State: null, IsUsable: true } && now - _sourceSince < TimeSpan.FromSeconds(10);
        var isOneWell = _providers.Exists(one => one.IsWell);
        Assert.True(active.IsWell || !isOneWell || isWaitedFor, $"{source} is the source although it is not well and another is");
        var isOneWaitedFor = now - _sourceSince < TimeSpan.FromSeconds(10) && _providers.Exists(one => one is { State: null, IsUsable: true });
        Assert.Equal(!isOneWell && !isOneWaitedFor && _providers.Exists(one => one.State is not null || !one.IsUsable), _rig.Status.IsPanic);
        foreach (var better in _providers.TakeWhile(one => one != active).Where(one => one.IsWell && !isWaitedFor))
            Assert.True(now - better.WellSince < TimeSpan.FromSeconds(_quiet) || _demoted == better.Id, $"{better.Id} has been well since {better.WellSince:T}, it is {now:T}, and {source} is the source");
        _demoted = default;
    }

    private void VerifyChange(FaultyProvider from, FaultyProvider to, DateTimeOffset now)
    {
        Assert.True(to.IsWell, $"{to.Id} became the source although it is not well");
        Assert.True(
            !from.IsWell || from.WasUnwellSince(_sourceSince) || _demoted == from.Id || _asked == from.Id
                || (_providers.IndexOf(to) < _providers.IndexOf(from) && now - to.WellSince >= TimeSpan.FromSeconds(_quiet)),
            $"{from.Id} was left for {to.Id} without need");
        if (_asked == from.Id)
            from.WellSince = now;
        (_source, _sourceSince, _asked) = (to.Id, now, default);
    }
}
