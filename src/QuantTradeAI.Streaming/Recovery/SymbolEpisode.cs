using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>
/// What there is to remember of a grouped symbol from one decision to the next. Its lock is the innermost of all: nothing is called under it
/// but the provider standings, which have no locks.
/// </summary>
internal sealed class SymbolEpisode(Symbol symbol, FailoverGroup group, IProviderStandings standings)
{
    private readonly Lock _deciding = new();
    private readonly Dictionary<ProviderId, DateTimeOffset> _demoted = [];
    private SymbolView _view = new(group, default, default, 0, default, []);
    private DateTimeOffset? _withoutSince;
    private ProviderId _leaving;
    private DateTimeOffset _leaveUntil;
    private bool _left;

    public Symbol Symbol => symbol;

    /// <summary>As of the last decision.</summary>
    public SymbolView View
    {
        get
        {
            lock (_deciding)
                return _view;
        }
    }

    /// <summary>The symbol is in this group from now on.</summary>
    public void Join(FailoverGroup next)
    {
        lock (_deciding)
            _view = _view with { Group = next };
    }

    /// <summary>The next decision leaves this provider if another is well.</summary>
    public void AskToLeave(ProviderId provider)
    {
        lock (_deciding)
            (_leaving, _leaveUntil, _left) = (provider, DateTimeOffset.MaxValue, false);
    }

    /// <summary>Until then, the first decision with another one well leaves this provider; meanwhile standbys are needed.</summary>
    public void KeepAskingToLeave(ProviderId provider, DateTimeOffset until)
    {
        lock (_deciding)
        {
            (_leaving, _leaveUntil) = (provider, until);
            _view = _view with { IsLeaving = true };
        }
    }

    /// <summary>Whether that decision was taken and the provider left.</summary>
    public bool TakeAnswer()
    {
        lock (_deciding)
        {
            _leaving = default;
            return _left;
        }
    }

    /// <summary>Decides. Where no source belongs to the group, the first listed is chosen.</summary>
    public ProviderId Choose(ReadOnlySpan<SourceState> sources, ProviderId incumbent, DateTimeOffset now, out SourceSwitch? change)
    {
        lock (_deciding)
        {
            var candidates = Candidates(sources);
            var since = incumbent == _view.Active ? _view.Since : now;
            if (candidates.IsEmpty)
            {
                change = Take(new FailoverVerdict(0, IsPanic: false, null, null), sources[0].Provider, candidates, incumbent, since, now);
                return sources[0].Provider;
            }

            var asked = AskedFor(candidates, incumbent, since, now);
            if (asked is not null)
                candidates = Candidates(sources);
            var verdict = asked is { } other
                ? Decide(candidates, candidates[other].Provider, now, now) with { Chosen = other }
                : Decide(candidates, incumbent, since, now);
            change = Take(verdict, candidates[verdict.Chosen].Provider, candidates, incumbent, since, now);
            return candidates[verdict.Chosen].Provider;
        }
    }

    /// <summary>Where to go because the incumbent is to be left; null when it is not, or nobody else is well.</summary>
    private int? AskedFor(ImmutableArray<CandidateNote> notes, ProviderId incumbent, DateTimeOffset since, DateTimeOffset now)
    {
        if (_leaveUntil < now)
            _leaving = default;
        if (_leaving == default || _leaving != incumbent)
            return null;
        var others = notes.Select(one => one.Provider == incumbent ? one with { Candidate = new Candidate(Wellness.Unwell) } : one).ToImmutableArray();
        var verdict = Decide(others, incumbent, since, now);
        if (others[verdict.Chosen].Provider == incumbent)
            return null;
        (_demoted[incumbent], _leaving, _left) = (now, default, true);
        return verdict.Chosen;
    }

    private FailoverVerdict Decide(ImmutableArray<CandidateNote> notes, ProviderId incumbent, DateTimeOffset since, DateTimeOffset now)
    {
        var candidates = notes.Select(one => one.Candidate).ToArray();
        var index = notes.Select(one => one.Provider).ToList().IndexOf(incumbent);
        return FailoverDecision.Decide(candidates, index, since, now, _view.Group.FailbackAfter);
    }

    private SourceSwitch? Take(
        FailoverVerdict verdict, ProviderId chosen, ImmutableArray<CandidateNote> candidates, ProviderId incumbent, DateTimeOffset since, DateTimeOffset now)
    {
        var changes = chosen != incumbent && incumbent != default;
        var before = _view;
        _view = before with
        {
            Active = chosen,
            Since = chosen == incumbent ? since : now,
            Changes = before.Changes + (changes ? 1 : 0),
            Verdict = verdict,
            Candidates = candidates,
            IsLeaving = before.IsLeaving && _leaving == chosen && chosen != default,
        };
        var without = now - (_withoutSince ?? now);
        _withoutSince = _view.ServedSince is null ? _withoutSince ?? now : null;
        return changes ? Switch(incumbent, without) : null;
    }

    private SourceSwitch Switch(ProviderId from, TimeSpan without)
    {
        var index = _view.IndexOf(from);
        var left = index < 0 ? default : _view.Candidates[index];
        var (why, isTrouble) = left switch
        {
            _ when index < 0 => ("it is no source of it any more", false),
            { IsWell: false } => (left.Reason!, true),
            _ when _demoted.TryGetValue(from, out var at) && at == _view.Since => ("it was asked for", true),
            _ => ("a better one has been well for long enough", false),
        };
        return new SourceSwitch(_view.Group.Name, symbol, from, _view.Active, why, isTrouble, without);
    }

    private ImmutableArray<CandidateNote> Candidates(ReadOnlySpan<SourceState> sources)
    {
        var notes = ImmutableArray.CreateBuilder<CandidateNote>(sources.Length);
        foreach (var source in sources)
        {
            if (_view.Group.Providers.Contains(source.Provider))
                notes.Add(Judge(source));
        }

        return notes.DrainToImmutable();
    }

    private CandidateNote Judge(SourceState source)
    {
        var standing = standings.Of(source.Provider);
        var (wellness, reason) = (standing.IsUsable, source.State) switch
        {
            (false, _) => (Wellness.Unwell, standing.Reason ?? "its provider is not usable"),
            (_, null) => (Wellness.Unheard, "it has told nothing yet"),
            (_, FeedStatusKind.Stale) => (Wellness.Unwell, "it is stale"),
            (_, FeedStatusKind.Disconnected) => (Wellness.Unwell, "it is disconnected"),
            _ => (Wellness.Well, null),
        };
        var since = source.Since.IsAbsent ? DateTimeOffset.MinValue : source.Since.ToDateTimeOffset();
        if (standing.Since > since)
            since = standing.Since;
        if (_demoted.TryGetValue(source.Provider, out var demoted) && demoted > since)
            since = demoted;
        return new CandidateNote(source.Provider, source.State, standing.IsUsable, new Candidate(wellness, since), reason);
    }
}
