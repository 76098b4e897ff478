using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Tells people what happened to symbols: one line for all that fared alike, and a flapping market fills no log.</summary>
internal sealed class SwitchReport(FailoverLog log)
{
    /// <summary>Lines a group may have in each <see cref="Interval"/>.</summary>
    public const int MaxLines = 10;

    /// <summary>Symbols named in a line.</summary>
    public const int MaxNames = 5;

    /// <summary>See <see cref="MaxLines"/>.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Budget> _budgets = new(StringComparer.Ordinal);

    /// <summary>A few names and how many more there are.</summary>
    public static string Names(IReadOnlyCollection<Symbol> symbols) => symbols.Count <= MaxNames
        ? string.Join(", ", symbols)
        : $"{string.Join(", ", symbols.Take(MaxNames))} and {symbols.Count - MaxNames} more";

    /// <summary>Forgets groups that are configured no longer.</summary>
    public void Keep(IReadOnlyList<FailoverGroup> groups)
    {
        foreach (var gone in _budgets.Keys.Where(name => groups.All(group => group.Name != name)).ToList())
            _budgets.Remove(gone);
    }

    /// <param name="switches">What changed.</param>
    /// <param name="others">How many more changed.</param>
    /// <param name="now">The time.</param>
    public void Tell(IReadOnlyList<SourceSwitch> switches, long others, DateTimeOffset now)
    {
        if (others > 0 && switches.Count > 0)
            Of(switches[0].Group).Unlogged += others;
        foreach (var alike in switches.GroupBy(one => (one.Group, one.From, one.To, one.Why, one.IsTrouble)))
        {
            var (group, from, to, why, isTrouble) = alike.Key;
            if (!Of(group).TryTakeLine(alike.Count(), now, out var more))
                continue;
            var names = Names([.. alike.Select(one => one.Symbol).Distinct()]);
            if (isTrouble)
                log.FailedOver(group, from, to, names, why, alike.Max(one => one.Without).TotalSeconds, more);
            else
                log.Moved(group, from, to, names, why, more);
        }
    }

    public void TellPanic(IEnumerable<SymbolEpisode> began, IEnumerable<SymbolEpisode> ended, DateTimeOffset now)
    {
        foreach (var group in began.GroupBy(episode => episode.View.Group.Name))
        {
            if (Of(group.Key).TryTakeLine(group.Count(), now, out var more))
                log.PanicBegan(group.Key, Names([.. group.Select(episode => episode.Symbol)]), more);
        }

        foreach (var group in ended.GroupBy(episode => episode.View.Group.Name))
        {
            if (Of(group.Key).TryTakeLine(group.Count(), now, out var more))
                log.PanicEnded(group.Key, Names([.. group.Select(episode => episode.Symbol)]), more);
        }
    }

    private Budget Of(string group)
    {
        if (!_budgets.TryGetValue(group, out var budget))
            _budgets[group] = budget = new Budget();
        return budget;
    }

    private sealed class Budget
    {
        private DateTimeOffset _begin;
        private int _lines;

        public long Unlogged { get; set; }

        public bool TryTakeLine(int changes, DateTimeOffset now, out string more)
        {
            if (now - _begin >= Interval)
                (_begin, _lines) = (now, 0);
            more = Unlogged == 0 ? "" : $"; {Unlogged} more changes since the last line";
            if (_lines == MaxLines)
            {
                Unlogged += changes;
                return false;
            }

            (_lines, Unlogged) = (_lines + 1, 0);
            return true;
        }
    }
}
