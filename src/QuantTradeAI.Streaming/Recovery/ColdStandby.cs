using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>
/// Subscribes a symbol at the next provider while no source of it is well, one after another, and unsubscribes it there once the source of
/// then has served for the quiet time. Used by one thread at a time.
/// </summary>
/// <param name="symbol">Which symbol.</param>
/// <param name="find">The provider of that name as it runs now; null when there is none.</param>
/// <param name="log">Whom to tell.</param>
internal sealed class ColdStandby(Symbol symbol, Func<ProviderId, IStandby?> find, FailoverLog log)
{
    /// <summary>How long one provider may take to be well before the next one is asked, too.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>How long a provider that had no room is left alone.</summary>
    public static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(60);

    private readonly List<StandbyLease> _leases = [];
    private readonly Dictionary<ProviderId, DateTimeOffset> _refused = [];

    /// <summary>Whether somebody was asked who may still become well.</summary>
    public bool IsTrying(DateTimeOffset now) => _leases.Exists(lease => lease.Deadline > now);

    public bool IsEmpty => _leases.Count == 0;

    /// <summary>Does what there is to do now. Returns when to look again; null when only news can change anything.</summary>
    public DateTimeOffset? Step(SymbolView view, DateTimeOffset now)
    {
        Reconcile(view, now);
        if (view.Group.IsHot)
            return null;
        if (view.ServedSince is { } since && !view.IsLeaving)
            return ReleaseSpare(view, since + view.Group.FailbackAfter, now);
        return NeedsAnother(view) ? Ask(view, now) : null;
    }

    /// <summary>Gives all back.</summary>
    public void ReleaseAll()
    {
        foreach (var lease in _leases)
            lease.Release(symbol);
        _leases.Clear();
    }

    /// <summary>The first provider is subscribed by configuration, and until it has failed nobody else is needed; unless it does not run.</summary>
    private static bool NeedsAnother(SymbolView view) =>
        view.Verdict.IsWithout || view.IsLeaving || (view.Candidates.Length > 0 && view.ActiveIndex >= 0 && view.Active != view.Group.Providers[0]);

    /// <summary>After another configuration: who is out of the group, or subscribed for good, is given back; who runs anew is asked anew.</summary>
    private void Reconcile(SymbolView view, DateTimeOffset now)
    {
        for (var i = _leases.Count - 1; i >= 0; i--)
        {
            var lease = _leases[i];
            var standby = find(lease.Provider);
            var isNeeded = !view.Group.IsHot && view.Group.Providers.IndexOf(lease.Provider) > 0;
            if (isNeeded && standby == lease.Standby && standby.Offers == lease.DataTypes)
                continue;
            _leases.RemoveAt(i);
            if (isNeeded && standby is not null)
                TryTake(standby, lease.Deadline, now);
            lease.Release(symbol);
        }
    }

    private DateTimeOffset? ReleaseSpare(SymbolView view, DateTimeOffset quietAt, DateTimeOffset now)
    {
        var spare = _leases.FindAll(lease => lease.Provider != view.Active && IsBehind(view, lease.Provider));
        if (spare.Count == 0 || now < quietAt)
            return spare.Count == 0 ? null : quietAt;
        foreach (var lease in spare)
        {
            _leases.Remove(lease);
            lease.Release(symbol);
            log.StandbyReleased(view.Group.Name, symbol, lease.Provider);
        }

        return null;
    }

    private static bool IsBehind(SymbolView view, ProviderId provider) => view.IndexOf(provider) is var index && (index < 0 || index > view.ActiveIndex);

    private DateTimeOffset? Ask(SymbolView view, DateTimeOffset now)
    {
        if (_leases.Find(lease => lease.Deadline > now) is { } pending)
            return pending.Deadline;
        DateTimeOffset? again = null;
        foreach (var candidate in view.Candidates)
        {
            var provider = candidate.Provider;
            if (provider == view.Group.Providers[0] || provider == view.Active || !candidate.IsUsable || _leases.Exists(lease => lease.Provider == provider) || find(provider) is not { } standby)
                continue;
            if (_refused.TryGetValue(provider, out var until) && now < until)
                again = again < until ? again : until;
            else if (TryTake(standby, now + Patience, now))
                return now + Patience;
            else
                again = again < now + RefusalPause ? again : now + RefusalPause;
        }

        return again;
    }

    private bool TryTake(IStandby standby, DateTimeOffset deadline, DateTimeOffset now)
    {
        try
        {
            _leases.Add(StandbyLease.Take(standby, symbol, deadline));
            _refused.Remove(standby.Id);
            log.StandbyAsked(symbol, standby.Id);
            return true;
        }
        catch (ProviderConfigurationException error)
        {
            _refused[standby.Id] = now + RefusalPause;
            log.StandbyRefused(symbol, standby.Id, error.Message);
            return false;
        }
    }
}
