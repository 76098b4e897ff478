using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>
/// What alerts, by rule and subject, and what did, for a while. A warning that repeats itself becomes an error and stays one until it is resolved.
/// May be called from any thread.
/// </summary>
internal sealed class AlertBook(int escalationThreshold, TimeSpan retention)
{
    /// <summary>Entries of history that are kept at most.</summary>
    public const int MaxHistory = 1_000;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Rule, string Subject), Alert> _firing = new(Comparer<(string Rule, string Subject)>.Create(Compare));
    private readonly LinkedList<Alert> _history = [];

    /// <summary>By other limits from now on.</summary>
    public void Configure(int changedThreshold, TimeSpan changedRetention)
    {
        lock (_gate)
            (escalationThreshold, retention) = (changedThreshold, changedRetention);
    }

    /// <summary>One pass: these hold and no others do.</summary>
    public ImmutableArray<AlertTransition> Update(IEnumerable<AlertFinding> findings, DateTimeOffset now)
    {
        lock (_gate)
        {
            var changes = ImmutableArray.CreateBuilder<AlertTransition>();
            var gone = new HashSet<(string Rule, string Subject)>(_firing.Keys);
            foreach (var found in findings.GroupBy(finding => (finding.Rule, finding.Subject)))
            {
                gone.Remove(found.Key);
                if (See(found.MaxBy(finding => finding.Severity)!, now) is { } change)
                    changes.Add(change);
            }

            foreach (var key in gone.Order(Comparer<(string Rule, string Subject)>.Create(Compare)))
                changes.Add(Resolve(key, now));
            foreach (var change in changes)
                _history.AddFirst(change.Alert);
            Forget(now);
            return changes.ToImmutable();
        }
    }

    /// <summary>Those that hold, by rule and subject, and what happened, newest first.</summary>
    public (ImmutableArray<Alert> Firing, ImmutableArray<Alert> History) Snapshot(DateTimeOffset now)
    {
        lock (_gate)
        {
            Forget(now);
            return ([.. _firing.Values], [.. _history]);
        }
    }

    private static int Compare((string Rule, string Subject) one, (string Rule, string Subject) other) =>
        string.CompareOrdinal(one.Rule, other.Rule) is var order and not 0 ? order : string.CompareOrdinal(one.Subject, other.Subject);

    private AlertTransition? See(AlertFinding finding, DateTimeOffset now)
    {
        var key = (finding.Rule, finding.Subject);
        var before = _firing.GetValueOrDefault(key);
        var repeats = before is null ? 1 : Math.Min(before.Repeats, int.MaxValue - 1) + 1;
        var isError = before?.Severity == AlertSeverity.Error || finding.Severity == AlertSeverity.Error
            || (finding.Escalates && repeats >= escalationThreshold);
        var alert = new Alert
        {
            Rule = finding.Rule,
            Subject = finding.Subject,
            State = AlertState.Firing,
            Severity = isError ? AlertSeverity.Error : AlertSeverity.Warning,
            Message = finding.Message,
            Value = finding.Value,
            Limit = finding.Limit,
            Since = before?.Since ?? now,
            UpdatedAt = now,
            Repeats = repeats,
        };
        _firing[key] = alert;
        if (before is null)
            return new AlertTransition(AlertChange.Fired, alert);
        return alert.Severity > before.Severity ? new AlertTransition(AlertChange.Escalated, alert) : null;
    }

    private AlertTransition Resolve((string Rule, string Subject) key, DateTimeOffset now)
    {
        _firing.Remove(key, out var alert);
        return new AlertTransition(AlertChange.Resolved, alert! with { State = AlertState.Resolved, UpdatedAt = now });
    }

    private void Forget(DateTimeOffset now)
    {
        while (_history.Last is { } oldest && (_history.Count > MaxHistory || now - oldest.Value.UpdatedAt > retention))
            _history.RemoveLast();
    }
}
