using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>One circuit at work: the state, who asks, and who is told. All members may be called from any thread.</summary>
public sealed partial class CircuitBreaker
{
    private readonly Lock _changing = new();
    private readonly TimeProvider _clock;
    private readonly Func<double> _random;
    private readonly ILogger _logger;
    private readonly CircuitTeller _teller;
    private readonly CircuitQueue _queue;
    private volatile CircuitOptions _options;
    private volatile CircuitState _state = CircuitState.Initial;

    /// <summary>A closed circuit without any history.</summary>
    /// <param name="name">Whose circuit: the provider's name.</param>
    /// <param name="options">When it opens.</param>
    /// <param name="clock">Every deadline.</param>
    /// <param name="random">Uniform from 0 to 1: jitter of breaks.</param>
    /// <param name="logger">Transitions, and in shadow mode what would have been refused.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CircuitBreaker(string name, CircuitOptions options, TimeProvider clock, Func<double> random, ILogger? logger = null)
    {
        Name = name;
        _options = options.Checked();
        _clock = clock;
        _random = random;
        _logger = logger ?? NullLogger.Instance;
        _teller = new CircuitTeller(_logger);
        _queue = new CircuitQueue(clock, ServeWaiters);
    }

    /// <summary>Whose circuit.</summary>
    public string Name { get; }

    /// <summary>When it opens.</summary>
    public CircuitOptions Options => _options;

    /// <summary>As it is now; a break that has ended stays <see cref="CircuitPhase.Open"/> until somebody asks.</summary>
    public CircuitState State => CircuitSettling.Settle(_state, _options, _clock.GetUtcNow());

    /// <summary>Whether everybody is let through: closed, or in shadow mode and not isolated. Takes no lock.</summary>
    public bool IsUsable => _state.Phase switch
    {
        CircuitPhase.Closed => true,
        CircuitPhase.Isolated => false,
        _ => _options.IsShadow,
    };

    /// <summary>
    /// The phase has changed; in order, and never under a lock. Handlers must be quick: of changes that pile up behind a slow one,
    /// the newest are told as one.
    /// </summary>
    public event Action<CircuitTransition>? Changed
    {
        add => _teller.Changed += value;
        remove => _teller.Changed -= value;
    }

    /// <summary>
    /// Goes on where an earlier process ended: an open one with what remains of its break, a probe of then is given up. Those whom this
    /// one let through before decide nothing.
    /// </summary>
    public void Restore(CircuitState state) => Change(CircuitEvent.Restore(state));

    /// <summary>Other options from now on; a running break stays as it is, but is never longer than the longest there can be.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; nothing is changed.</exception>
    public void Configure(CircuitOptions changed)
    {
        lock (_changing)
        {
            _options = changed.Checked();
            _queue.Serve(Admit);
        }

        _teller.Tell();
    }

    /// <summary>Asks to be let through.</summary>
    public CircuitAdmission TryEnter()
    {
        CircuitAdmission admission;
        lock (_changing)
            admission = Admit();
        _teller.Tell();
        return admission;
    }

    /// <summary>Waits until let through: through breaks, other's probes, and isolation. Who waits longest goes first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public ValueTask<CircuitPermit> EnterAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<CircuitPermit>(cancellationToken);
        CircuitPermit? permit = null;
        CircuitWaiter? waiter = null;
        lock (_changing)
        {
            if (_queue.IsEmpty)
                permit = Admit().Permit;
            if (permit is null)
            {
                waiter = _queue.Add();
                _queue.Serve(Admit);
            }
        }

        _teller.Tell();
        return permit is not null ? new(permit) : new(WaitAsync(waiter!, cancellationToken));
    }

    /// <summary>Lets nobody through until released. Isolating an isolated one changes the reason only.</summary>
    /// <param name="reason">In one line.</param>
    public void Isolate(string reason) => Change(CircuitEvent.Isolate(Shown.Line(reason)));

    /// <summary>Ends an isolation or a break: the next one is let through as a probe. False when it was closed or half-open already.</summary>
    public bool Release()
    {
        var (before, after) = Change(CircuitEvent.Release());
        return before.Phase != after.Phase;
    }

    internal bool IsProbe(CircuitPermit permit)
    {
        lock (_changing)
            return permit.Ticket?.Probe > 0 && permit.Ticket?.Generation == _state.Generation;
    }

    internal void Report(CircuitPermit permit, CircuitEventKind kind, string? reason = null, bool isTerminal = false)
    {
        lock (_changing)
            Note(permit, kind, reason, isTerminal);
        _teller.Tell();
    }

    private void Note(CircuitPermit permit, CircuitEventKind kind, string? reason, bool isTerminal)
    {
        if (permit.IsSpent)
            return;
        permit.IsSpent = kind != CircuitEventKind.Succeeded;

        // In shadow mode one who would have been refused counts from when it would have been let through.
        permit.Ticket ??= kind == CircuitEventKind.Abandoned ? null : Step(CircuitEvent.Enter()).Ticket;
        if (permit.Ticket is null)
            return;
        var before = _state;
        var report = new CircuitEvent
        {
            Kind = kind,
            Ticket = permit.Ticket.Value,
            Reason = reason is null ? null : Shown.Line(reason),
            IsTerminal = isTerminal,
        };
        permit.Ticket = Step(report).Ticket ?? permit.Ticket;
        if (!ReferenceEquals(before, _state))
            _queue.Serve(Admit);
    }

    private (CircuitState Before, CircuitState After) Change(in CircuitEvent happened)
    {
        CircuitState before, after;
        lock (_changing)
        {
            before = _state;
            after = Step(happened).State;
            _queue.Serve(Admit);
        }

        _teller.Tell();
        return (before, after);
    }

    private CircuitAdmission Admit()
    {
        var before = _state;
        var step = Step(CircuitEvent.Enter());
        if (step.Ticket is not null)
        {
            if (before.ProbeUntil is not null)
                ProbeHung(Name);
            return new CircuitAdmission(new CircuitPermit(this, step.Ticket), null, null);
        }

        var reason = CircuitWords.WhyNot(_state);
        if (!_options.IsShadow || _state.Phase == CircuitPhase.Isolated)
            return new CircuitAdmission(null, step.RetryAt, reason);
        NoteWouldRefuse(reason);
        return new CircuitAdmission(new CircuitPermit(this, null), null, null);
    }

    private CircuitStep Step(in CircuitEvent happened)
    {
        var (now, before) = (_clock.GetUtcNow(), _state);
        var step = CircuitMachine.Next(before, happened, _options, now, happened.Kind == CircuitEventKind.Failed ? _random() : 0);
        _state = step.State;
        if (step.State.Phase != before.Phase)
            _teller.Add(new CircuitTransition(Name, CircuitSettling.Settle(before, _options, now), step.State));
        return step;
    }

    private async Task<CircuitPermit> WaitAsync(CircuitWaiter waiter, CancellationToken cancellationToken)
    {
        using var cancelling = cancellationToken.UnsafeRegister((_, token) => Cancel(waiter, token), null);
        return await waiter.Task;
    }

    private void Cancel(CircuitWaiter waiter, CancellationToken token)
    {
        lock (_changing)
            _queue.Remove(waiter);
        waiter.TrySetCanceled(token);
    }

    private void ServeWaiters()
    {
        lock (_changing)
            _queue.Serve(Admit);
        _teller.Tell();
    }
}
