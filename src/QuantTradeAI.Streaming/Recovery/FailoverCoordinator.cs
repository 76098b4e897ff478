using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>
/// What failover does beside choosing: asks again when a quiet time ends or a provider's standing changes, subscribes cold standbys, and
/// tells people. Its work is done by one thread at a time, which holds no lock while it calls the hub or a provider.
/// </summary>
internal sealed partial class FailoverCoordinator : IDisposable
{
    /// <summary>The log category.</summary>
    public const string LogCategory = "QuantTradeAI.Streaming.Recovery";

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private readonly FailoverPolicy _policy;
    private readonly FailoverLog _log;
    private readonly SwitchReport _report;
    private readonly CoalescingWork _work;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly ConcurrentDictionary<ProviderId, bool> _changedStandings = new();
    private readonly ConcurrentQueue<Symbol> _left = new();
    private readonly Dictionary<Symbol, ColdStandby> _cold = [];
    private readonly HashSet<Symbol> _panicking = [];
    private SymbolHub? _hub;
    private Func<ProviderId, IStandby?> _find = _ => null;
    private volatile bool _ended;

    /// <param name="clock">Quiet times and deadlines.</param>
    /// <param name="logger">Where changes of source are told.</param>
    /// <param name="standings">How providers stand; all usable by default.</param>
    /// <param name="start">Where work is done; the thread pool by default.</param>
    public FailoverCoordinator(TimeProvider clock, ILogger logger, IProviderStandings? standings = null, Action<Action>? start = null)
    {
        _clock = clock;
        _log = new FailoverLog(logger);
        _report = new SwitchReport(_log);
        _work = new CoalescingWork(Work, _log.Threw, start);
        _policy = new FailoverPolicy(standings ?? new AllUsable(), clock, Ask);
        _timer = clock.CreateTimer(static self => ((FailoverCoordinator)self!).Ask(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the hub asks.</summary>
    public ISourcePolicy Policy => _policy;

    /// <summary>Ties the ends together, once, before anything else.</summary>
    /// <param name="hub">Whose sources these are.</param>
    /// <param name="find">A configured provider by its name; null when there is none.</param>
    public void Connect(SymbolHub hub, Func<ProviderId, IStandby?> find) => (_hub, _find) = (hub, find);

    /// <summary>Decides by these groups from now on. Call it before the hub is told of changed sources, and <see cref="Ask"/> afterwards.</summary>
    public void Use(ImmutableArray<FailoverGroupConfig> groups) => _policy.Use([.. groups.Select(group => new FailoverGroup(group))]);

    /// <summary>Whether a group names the symbol.</summary>
    public bool Covers(Symbol symbol) => _policy.Find(symbol) is not null;

    /// <summary>A provider's standing has changed. Returns at once, from anywhere.</summary>
    public void NoteStanding(ProviderId provider)
    {
        _changedStandings[provider] = true;
        Ask();
    }

    /// <summary>Another process decides on this symbol from now on. Returns at once, from anywhere.</summary>
    public void Leave(Symbol symbol)
    {
        _policy.Forget(symbol);
        _left.Enqueue(symbol);
        Ask();
    }

    /// <summary>Something may have to be done. Returns at once, from anywhere.</summary>
    public void Ask()
    {
        if (!_ended)
            _work.Ask();
    }

    /// <summary>Lets others take over from this provider wherever it is the source and another one is well; it comes back by the groups' rules.</summary>
    public OperationOutcome Demote(ProviderId provider)
    {
        var members = _policy.Episodes.Where(episode => episode.View.Group.Providers.Contains(provider)).ToList();
        if (members.Count == 0)
            return new OperationOutcome(OperationResult.NotPossible, $"{provider} is in no failover group, so that nobody can take over from it.");
        var served = members.FindAll(episode => episode.View.Active == provider);
        if (served.Count == 0)
            return new OperationOutcome(OperationResult.AlreadySo, $"{provider} is the source of no symbol of a failover group.");
        var (left, coming, stay) = (new List<Symbol>(), new List<Symbol>(), new List<Symbol>());
        foreach (var episode in served)
        {
            if (episode.View.Group.FailbackAfter == TimeSpan.Zero)
            {
                stay.Add(episode.Symbol);
                continue;
            }

            episode.AskToLeave(provider);
            _hub!.ReviewSource(episode.Symbol);
            if (episode.TakeAnswer())
                left.Add(episode.Symbol);
            else if (CanWakeAnother(episode.View))
                coming.Add(Wake(episode, provider));
            else
                stay.Add(episode.Symbol);
        }

        if (coming.Count > 0)
        {
            Ask();
            return new OperationOutcome(
                OperationResult.Done,
                $"Standbys of {SwitchReport.Names(coming)} are being subscribed, and take over from {provider} if they are well within {ColdStandby.Patience.TotalSeconds:0} s each.");
        }

        return (left.Count, stay.Count) switch
        {
            (0, _) => new OperationOutcome(OperationResult.NotPossible, $"No other provider is well for {SwitchReport.Names(stay)}, or the group's failback_after is 0, so that it would come back at once; {provider} stays the source."),
            (_, 0) => new OperationOutcome(OperationResult.Done, $"Others took over {SwitchReport.Names(left)} from {provider}."),
            _ => new OperationOutcome(
                OperationResult.Done,
                $"Others took over {SwitchReport.Names(left)} from {provider}; it stays the source of {SwitchReport.Names(stay)}, for which no other is well or failback_after is 0."),
        };
    }

    private static bool CanWakeAnother(SymbolView view) =>
        !view.Group.IsHot && view.Group.FailbackAfter > TimeSpan.Zero && view.Candidates.Any(one => one.Provider != view.Active && one.IsUsable);

    private Symbol Wake(SymbolEpisode episode, ProviderId provider)
    {
        episode.KeepAskingToLeave(provider, _clock.GetUtcNow() + (ColdStandby.Patience * episode.View.Candidates.Length));
        return episode.Symbol;
    }

    /// <summary>In the order of configuration.</summary>
    public ImmutableArray<FailoverGroupStatus> GetStatus() =>
    [
        .. _policy.Groups.Select(group => new FailoverGroupStatus(
            group.Name,
            group.IsHot,
            group.FailbackAfter,
            [.. group.Providers.Select(provider => provider.Name)],
            [.. group.Symbols.Select(_policy.Find).OfType<SymbolEpisode>().Select(episode => episode.View.ToStatus(episode.Symbol))])),
    ];

    public void Dispose()
    {
        _ended = true;
        _policy.Freeze();
        _timer.Dispose();
    }
}
