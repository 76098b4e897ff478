namespace QuantTradeAI.Streaming.Circuits;

/// <summary>
/// What a circuit gave to somebody whom it let through. Reports of one who was let through before the phase changed decide nothing.
/// A probe that closes the circuit belongs to the new phase from then on, so that its later failure counts. After
/// <see cref="Failed"/> or <see cref="Abandon"/> it is spent: further reports are ignored.
/// </summary>
public sealed class CircuitPermit
{
    private readonly CircuitBreaker _breaker;

    internal CircuitPermit(CircuitBreaker breaker, CircuitTicket? ticket)
    {
        _breaker = breaker;
        Ticket = ticket;
    }

    /// <summary>Whether the circuit is half-open, and this is what it decides by; false once this has closed it.</summary>
    public bool IsProbe => _breaker.IsProbe(this);

    /// <summary>Null for one who was let through by shadow mode only. Belongs to the circuit's lock.</summary>
    internal CircuitTicket? Ticket { get; set; }

    /// <summary>Belongs to the circuit's lock.</summary>
    internal bool IsSpent { get; set; }

    /// <summary>It works. May be reported more than once, and a failure after it.</summary>
    public void Succeeded() => _breaker.Report(this, CircuitEventKind.Succeeded);

    /// <summary>It failed.</summary>
    /// <param name="reason">In one line.</param>
    /// <param name="isTerminal">Whether trying again, unchanged, is pointless: opens at once.</param>
    public void Failed(string reason, bool isTerminal = false) => _breaker.Report(this, CircuitEventKind.Failed, reason, isTerminal);

    /// <summary>It ended without telling anything: cancelled, or not the provider's fault. Gives a probe's place back.</summary>
    public void Abandon() => _breaker.Report(this, CircuitEventKind.Abandoned);
}
