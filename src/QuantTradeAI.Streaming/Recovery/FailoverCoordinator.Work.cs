using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>What one thread at a time does.</summary>
internal sealed partial class FailoverCoordinator
{
    private void Work()
    {
        if (_ended || _hub is null)
            return;
        while (_left.TryDequeue(out var left))
            ReleaseCold(left);
        var standings = _changedStandings.Keys.Where(provider => _changedStandings.TryRemove(provider, out _)).ToHashSet();
        var (began, ended) = (new List<SymbolEpisode>(), new List<SymbolEpisode>());
        var episodes = _policy.Episodes;
        DateTimeOffset? next = null;
        foreach (var episode in episodes)
        {
            var view = Review(episode, standings);
            next = Earlier(Earlier(next, view.Verdict.ReviewAt), StepCold(episode, view));
            NotePanic(episode, view, began, ended);
        }

        Forget(episodes);
        Report(began, ended);
        if (next is { } due)
            Wait(due);
    }

    private SymbolView Review(SymbolEpisode episode, HashSet<ProviderId> standings)
    {
        var view = episode.View;
        var isDue = view.Verdict.ReviewAt <= _clock.GetUtcNow() || (standings.Count > 0 && view.Group.Providers.Any(standings.Contains));
        if (!isDue)
            return view;
        _hub!.ReviewSource(episode.Symbol);
        return episode.View;
    }

    private DateTimeOffset? StepCold(SymbolEpisode episode, SymbolView view)
    {
        if (!_cold.TryGetValue(episode.Symbol, out var cold))
        {
            if (view.Group.IsHot)
                return null;
            _cold[episode.Symbol] = cold = new ColdStandby(episode.Symbol, _find, _log);
        }

        return cold.Step(view, _clock.GetUtcNow());
    }

    /// <summary>With a cold standby on its way nobody has to be told yet.</summary>
    private void NotePanic(SymbolEpisode episode, SymbolView view, List<SymbolEpisode> began, List<SymbolEpisode> ended)
    {
        if (!view.IsPanic)
        {
            if (_panicking.Remove(episode.Symbol))
                ended.Add(episode);
        }
        else if (!(_cold.TryGetValue(episode.Symbol, out var cold) && cold.IsTrying(_clock.GetUtcNow())) && _panicking.Add(episode.Symbol))
        {
            began.Add(episode);
        }
    }

    private void Forget(ICollection<SymbolEpisode> episodes)
    {
        var known = episodes.Select(episode => episode.Symbol).ToHashSet();
        _panicking.IntersectWith(known);
        foreach (var symbol in _cold.Keys.Where(symbol => !known.Contains(symbol)).ToList())
            ReleaseCold(symbol);
    }

    private void ReleaseCold(Symbol symbol)
    {
        if (_cold.Remove(symbol, out var cold))
            cold.ReleaseAll();
        _panicking.Remove(symbol);
    }

    private void Report(List<SymbolEpisode> began, List<SymbolEpisode> ended)
    {
        var now = _clock.GetUtcNow();
        var (switches, others) = _policy.TakeSwitches();
        _report.Keep(_policy.Groups);
        _report.Tell(switches, others, now);
        _report.TellPanic(began, ended, now);
    }

    private void Wait(DateTimeOffset due)
    {
        var wait = due - _clock.GetUtcNow();
        _timer.Change(wait > ShortestWait ? wait : ShortestWait, Timeout.InfiniteTimeSpan);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right : left;
}
