using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// One connection, tried or live, as the provider's circuit sees it: valid data proves that the provider works, and an end tells that it does
/// not, unless it was our own or another connection still delivers, of this session or of the one that it stands by for.
/// </summary>
internal sealed class ConnectionTrial(SessionContext session, CircuitPermit? admitted)
{
    private readonly Lock _telling = new();
    private CircuitPermit? _permit = admitted;
    private bool _delivers;
    private bool _ended;

    /// <summary>Waits until the circuit lets a connection be tried.</summary>
    public static async ValueTask<ConnectionTrial> BeginAsync(SessionContext session, CancellationToken stop) =>
        new(session, session.Circuit is { } circuit ? await circuit.EnterAsync(stop).ConfigureAwait(false) : null);

    /// <summary>A connection beside one that still delivers: its failure is no loss, so it waits for nobody.</summary>
    public static ConnectionTrial BeginBeside(SessionContext session) => new(session, session.Circuit?.TryEnter().Permit);

    /// <summary>Valid data flows. Safe to call again.</summary>
    public void NoteValidData()
    {
        lock (_telling)
        {
            if (_delivers || _ended)
                return;
            _delivers = true;
            session.Delivering.Increment();
        }

        if (_permit is { } permit)
            permit.Succeeded();
        else
            NoteFlow();
    }

    /// <summary>
    /// Valid data flows on; to be told now and then. Another connection's failure makes the circuit forget since when the provider has been
    /// healthy, and this reminds it. Where the circuit has turned meanwhile, or let nobody through when this connection was made, what flows here
    /// proves as much as a probe would, as soon as one may go.
    /// </summary>
    public void NoteFlow()
    {
        if (session.Circuit is not { } circuit)
            return;
        var asked = AwaitsProof(circuit.State, session.Clock.GetUtcNow()) ? circuit.TryEnter().Permit : null;
        CircuitPermit? telling;
        lock (_telling)
        {
            if (asked is not null && _delivers && !_ended)
                (_permit, asked) = (asked, null);
            telling = _delivers && !_ended ? _permit : null;
        }

        asked?.Abandon();
        telling?.Succeeded();
    }

    /// <summary>It is over, or never came to be.</summary>
    public void End(ConnectionEnd end)
    {
        bool othersDeliver;
        CircuitPermit? permit;
        lock (_telling)
        {
            if (_ended)
                return;
            _ended = true;
            permit = _permit;
            othersDeliver = (_delivers ? session.Delivering.Decrement() : session.Delivering.Count) > 0;
        }

        if (end.IsOurs || othersDeliver || session.IsStandingBy)
            permit?.Abandon();
        else
            permit?.Failed(end.Message, end.IsTerminal);
    }

    private static bool AwaitsProof(CircuitState circuit, DateTimeOffset now) => circuit.Phase switch
    {
        CircuitPhase.Open => !(circuit.OpenUntil > now),
        CircuitPhase.HalfOpen => !(circuit.ProbeUntil > now),
        _ => false,
    };
}
