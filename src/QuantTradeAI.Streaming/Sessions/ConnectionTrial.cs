using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// One connection, tried or live, as the provider's circuit sees it: valid data proves that the provider works, and an end tells that it does
/// not, unless it was our own or another connection still delivers.
/// </summary>
internal sealed class ConnectionTrial(SessionContext session, CircuitPermit? permit)
{
    private readonly Lock _telling = new();
    private bool _delivers;
    private bool _ended;

    /// <summary>Waits until the circuit lets a connection be tried.</summary>
    public static async ValueTask<ConnectionTrial> BeginAsync(SessionContext session, CancellationToken stop) =>
        new(session, session.Circuit is { } circuit ? await circuit.EnterAsync(stop).ConfigureAwait(false) : null);

    /// <summary>A connection beside one that still delivers: its failure is no loss, so it waits for nobody.</summary>
    public static ConnectionTrial BeginBeside(SessionContext session) => new(session, session.Circuit?.TryEnter().Permit);

    /// <summary>
    /// Valid data flows. To be told again now and then while it does: another connection's failure makes the circuit forget since when
    /// the provider has been healthy.
    /// </summary>
    public void NoteValidData()
    {
        lock (_telling)
        {
            if (_ended)
                return;
            if (!_delivers)
                session.Delivering.Increment();
            _delivers = true;
        }

        permit?.Succeeded();
    }

    /// <summary>It is over, or never came to be.</summary>
    public void End(ConnectionEnd end)
    {
        var othersDeliver = false;
        lock (_telling)
        {
            if (_ended)
                return;
            _ended = true;
            othersDeliver = (_delivers ? session.Delivering.Decrement() : session.Delivering.Count) > 0;
        }

        if (end.IsOurs || othersDeliver)
            permit?.Abandon();
        else
            permit?.Failed(end.Message, end.IsTerminal);
    }
}
