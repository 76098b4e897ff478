namespace QuantTradeAI.Streaming.Circuits;

/// <summary>
/// What a circuit gave to somebody whom it let through. Reports of one who was let through before the phase changed decide nothing.
/// A probe that closes the circuit belongs to the new phase from then on, so that its later failure counts.
/// </summary>
public sealed class CircuitPermit
{
    /// <summary>Whether the circuit is half-open, and this is what it decides by.</summary>
    public bool IsProbe => throw new NotImplementedException();

    /// <summary>It works. May be reported more than once, and a failure after it.</summary>
    public void Succeeded() => throw new NotImplementedException();

    /// <summary>It failed.</summary>
    /// <param name="reason">In one line.</param>
    /// <param name="isTerminal">Whether trying again, unchanged, is pointless: opens at once.</param>
    public void Failed(string reason, bool isTerminal = false) => throw new NotImplementedException();

    /// <summary>It ended without telling anything: cancelled, or not the provider's fault. Gives a probe's place back.</summary>
    public void Abandon() => throw new NotImplementedException();
}
