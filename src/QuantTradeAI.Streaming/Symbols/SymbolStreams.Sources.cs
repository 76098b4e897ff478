using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Which provider the consolidated stream follows.</summary>
internal sealed partial class SymbolStreams
{
    private ImmutableArray<ProviderId> _sources = [];
    private SourceState[] _states = [];
    private ProviderId _active;

    /// <summary>This is the source until another one is chosen.</summary>
    public void BeginWith(ProviderId source, ref FanOut fan) => Switch(Venue(source), ref fan);

    public void SetSources(ImmutableArray<ProviderId> sources, ref FanOut fan)
    {
        _sources = sources;
        _states = new SourceState[sources.Length];
        ShareIds();
        ReviewSource(ref fan);
    }

    /// <summary>Asks the policy again.</summary>
    public void ReviewSource(ref FanOut fan)
    {
        if (_sources.IsEmpty)
            return;
        for (var i = 0; i < _states.Length; i++)
            _states[i] = Venue(_sources[i]).State;
        var chosen = policy.Choose(symbol, _states, _active);
        if (chosen != _active)
            Switch(Venue(chosen), ref fan);
    }

    /// <summary>Tells subscribers which kinds that they want do not come from the source of now.</summary>
    public void AnnounceUnserved(DataTypes dataTypes, ref FanOut fan)
    {
        if (_active != default)
            _consolidated.AnnounceUnserved(_active, dataTypes & ~Venue(_active).Facts.Offers, ref fan);
    }

    private void Switch(VenueFeed next, ref FanOut fan)
    {
        var previous = _active;
        _active = next.Provider;
        if (previous == default)
        {
            _consolidated.BeginWith(next.Provider, next.Stream, ref fan);
            return;
        }

        var idsGoOn = next.SharedIds is not null && next.SharedIds == Venue(previous).SharedIds;
        if (!idsGoOn)
            next.SharedIds?.LookAway();

        // The venue may have numbered anew while others were the source.
        next.SharedIds?.Disconnected();
        _consolidated.ChangeSource(next.Provider, previous, next.Stream, ~next.Facts.Offers & VenueFacts.Everything, idsGoOn, ref fan);
    }

    /// <summary>
    /// Data came from this venue: the consolidated stream where it follows it, perhaps from now on, so that nothing of what has woken it is missed.
    /// </summary>
    private EventStream? Flow(VenueFeed venue, in EventHeader header, ref FanOut fan)
    {
        if (venue.Stream.Flow(header, ref fan))
            ReviewSource(ref fan);
        return venue.Provider == _active ? _consolidated : null;
    }

    /// <summary>The same for data that came before.</summary>
    private EventStream? FlowAgain(VenueFeed venue, in EventHeader header, ref FanOut fan)
    {
        if (venue.Stream.FlowAgain(header, ref fan))
            ReviewSource(ref fan);
        return venue.Provider == _active ? _consolidated : null;
    }

    /// <summary>Where several sources are one venue's, their trades are judged together from now on, as long as their ids mean the same.</summary>
    private void ShareIds()
    {
        var feeds = _sources.Distinct().Select(Venue).ToArray();
        foreach (var feed in feeds)
        {
            var peers = Array.FindAll(feeds, other => other.Facts.SharesIdsWith(feed.Facts));
            if (peers.Length < 2 || feed.SharedIds is not null)
                continue;
            feed.SharedIds = peers.FirstOrDefault(peer => peer.SharedIds is not null)?.SharedIds
                ?? peers.FirstOrDefault(peer => peer.Provider == _active)?.TradeIds.Copy()
                ?? new TradeIdTracker(feed.Facts.TradeIds);
        }
    }
}
