using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

/// <summary>
/// The circuit told once more and simply: whole seconds that pass one by one, objects in the place of numbers. An era is the time between
/// two changes of phase.
/// </summary>
internal sealed class CircuitOracle(int threshold, int firstBreak, int longest, int probeTime, int healthyTime)
{
    private object _era = new();
    private object? _probe;
    private int _probeLeft;
    private int _healthy = -1;

    public CircuitPhase Phase { get; private set; }

    public int Failures { get; private set; }

    public int Trips { get; private set; }

    public int BreakLeft { get; private set; }

    public int RetryIn => Phase == CircuitPhase.Open ? BreakLeft : _probeLeft;

    public sealed class Pass(object era, bool isProbe)
    {
        public object Era { get; set; } = era;

        public bool IsProbe => isProbe;

        public bool IsSpent { get; set; }
    }

    public bool IsProbe(Pass pass) => Phase == CircuitPhase.HalfOpen && pass.IsProbe && pass.Era == _era;

    public void Second()
    {
        BreakLeft--;
        _probeLeft--;
        if (Phase != CircuitPhase.Closed || _healthy < 0)
            return;
        _healthy++;
        if (_healthy == healthyTime)
            Failures = 0;
        else if (_healthy > 0 && _healthy % healthyTime == 0 && Trips > 0)
            Trips--;
    }

    public Pass? Enter()
    {
        if (Phase == CircuitPhase.Closed)
            return new Pass(_era, false);
        if (Phase == CircuitPhase.Open && BreakLeft <= 0)
            Turn(CircuitPhase.HalfOpen);
        if (Phase != CircuitPhase.HalfOpen || (_probe is not null && _probeLeft > 0))
            return null;
        var pass = new Pass(_era, true);
        (_probe, _probeLeft) = (pass, probeTime);
        return pass;
    }

    public void Succeeded(Pass pass)
    {
        if (pass.IsSpent || pass.Era != _era)
            return;
        if (Phase == CircuitPhase.Closed && _healthy < 0)
            _healthy = 0;
        if (Phase != CircuitPhase.HalfOpen)
            return;
        Turn(CircuitPhase.Closed);
        (Failures, _healthy) = (0, 0);
        pass.Era = _era;
    }

    public void Failed(Pass pass, bool isTerminal, double jitter)
    {
        var counts = !pass.IsSpent && pass.Era == _era;
        pass.IsSpent = true;
        if (counts && Phase == CircuitPhase.Closed)
        {
            Failures++;
            _healthy = -1;
            if (isTerminal || Failures >= threshold)
                Trip(jitter);
        }
        else if (counts && Phase == CircuitPhase.HalfOpen && _probe == pass)
        {
            Trip(jitter);
        }
    }

    public void Abandon(Pass pass)
    {
        if (!pass.IsSpent && _probe == pass)
            _probe = null;
        pass.IsSpent = true;
    }

    public void Isolate()
    {
        if (Phase != CircuitPhase.Isolated)
            Turn(CircuitPhase.Isolated);
    }

    public void Release()
    {
        if (Phase is CircuitPhase.Isolated or CircuitPhase.Open)
            Turn(CircuitPhase.HalfOpen);
    }

    public void Restart()
    {
        _era = new object();
        _probe = null;
        _healthy = -1;
    }

    private void Trip(double jitter)
    {
        Trips++;
        Turn(CircuitPhase.Open);
        BreakLeft = (int)Math.Round(Math.Min(firstBreak * Trips, longest) * (1 - (jitter / 5)));
    }

    private void Turn(CircuitPhase phase)
    {
        Phase = phase;
        _era = new object();
        _probe = null;
        _healthy = -1;
    }
}
