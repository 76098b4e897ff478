using System.Diagnostics;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>
/// The circuit's rules, as a pure function of its state, an event and the time.
/// A report counts when its generation is the circuit's. A success of any probe of it closes, however late: it proves that the provider
/// works. A failure opens when it is the newest probe's, however late; an older probe's decides nothing, since its successor will.
/// </summary>
internal static class CircuitMachine
{
    /// <summary>Jitter shortens a break by up to this share, so that it is never longer than configured.</summary>
    public const double JitterShare = 0.2;

    /// <summary>What an event makes of a circuit.</summary>
    /// <param name="state">The circuit before.</param>
    /// <param name="happened">The event.</param>
    /// <param name="options">When it opens and for how long.</param>
    /// <param name="now">The time.</param>
    /// <param name="jitter">From 0 to 1: how much of <see cref="JitterShare"/> a break that begins is shortened by.</param>
    public static CircuitStep Next(CircuitState state, in CircuitEvent happened, CircuitOptions options, DateTimeOffset now, double jitter = 0) =>
        (state.Phase, happened.Kind) switch
        {
            (_, CircuitEventKind.Restore) => new(CircuitRestoring.Restore(state, happened.Earlier!, options, now)),

            (CircuitPhase.Isolated, CircuitEventKind.Isolate) => new(state with { Reason = happened.Reason }),
            (_, CircuitEventKind.Isolate) => new(Turn(CircuitSettling.Settle(state, options, now), CircuitPhase.Isolated, now, happened.Reason)),

            (CircuitPhase.Closed, CircuitEventKind.Enter) => new(state, new CircuitTicket(state.Generation, 0)),
            (CircuitPhase.Closed, CircuitEventKind.Succeeded) => new(IsOurs(state, happened) ? NoteSuccess(state, options, now) : state),
            (CircuitPhase.Closed, CircuitEventKind.Failed) => new(IsOurs(state, happened) ? NoteFailure(state, happened, options, now, jitter) : state),
            (CircuitPhase.Closed, CircuitEventKind.Abandoned or CircuitEventKind.Release) => new(state),

            (CircuitPhase.Open, CircuitEventKind.Enter) => EnterOpen(state, options, now),
            (CircuitPhase.Open, CircuitEventKind.Release) => new(Turn(state, CircuitPhase.HalfOpen, now, state.Reason)),
            (CircuitPhase.Open, CircuitEventKind.Succeeded or CircuitEventKind.Failed or CircuitEventKind.Abandoned) => new(state),

            (CircuitPhase.HalfOpen, CircuitEventKind.Enter) => EnterHalfOpen(state, options, now),
            (CircuitPhase.HalfOpen, CircuitEventKind.Succeeded) => IsProbe(state, happened) ? Close(state, now) : new(state),
            (CircuitPhase.HalfOpen, CircuitEventKind.Failed) => new(
                IsNewestProbe(state, happened) ? Open(state, happened.Reason, options, now, jitter) : state),
            (CircuitPhase.HalfOpen, CircuitEventKind.Abandoned) => new(IsNewestProbe(state, happened) ? state with { ProbeUntil = null } : state),
            (CircuitPhase.HalfOpen, CircuitEventKind.Release) => new(state),

            (CircuitPhase.Isolated, CircuitEventKind.Enter) => new(state),
            (CircuitPhase.Isolated, CircuitEventKind.Release) => new(Turn(state, CircuitPhase.HalfOpen, now, state.Reason)),
            (CircuitPhase.Isolated, CircuitEventKind.Succeeded or CircuitEventKind.Failed or CircuitEventKind.Abandoned) => new(state),

            _ => throw new UnreachableException($"{state.Phase}, {happened.Kind}"),
        };

    private static bool IsOurs(CircuitState state, in CircuitEvent report) => report.Ticket.Generation == state.Generation;

    private static bool IsProbe(CircuitState state, in CircuitEvent report) => IsOurs(state, report) && report.Ticket.Probe > 0;

    private static bool IsNewestProbe(CircuitState state, in CircuitEvent report) =>
        IsProbe(state, report) && report.Ticket.Probe == state.Probe && state.ProbeUntil is not null;

    private static CircuitStep EnterOpen(CircuitState state, CircuitOptions options, DateTimeOffset now)
    {
        var until = CircuitTimes.Clamp(state.OpenUntil, now, options.LongestBreak);
        return until is null || now >= until
            ? Probe(Turn(state, CircuitPhase.HalfOpen, now, state.Reason), options, now)
            : new(state with { OpenUntil = until }, RetryAt: until);
    }

    private static CircuitStep EnterHalfOpen(CircuitState state, CircuitOptions options, DateTimeOffset now)
    {
        var until = CircuitTimes.Clamp(state.ProbeUntil, now, options.ProbeTimeout);
        return until is null || now >= until
            ? Probe(state, options, now)
            : new(state with { ProbeUntil = until }, RetryAt: until);
    }

    private static CircuitStep Probe(CircuitState state, CircuitOptions options, DateTimeOffset now)
    {
        var number = state.Probe + 1;
        return new(state with { Probe = number, ProbeUntil = now + options.ProbeTimeout }, new CircuitTicket(state.Generation, number));
    }

    private static CircuitState NoteSuccess(CircuitState state, CircuitOptions options, DateTimeOffset now)
    {
        var forgets = options.SuccessResetsFailures && state.Failures > 0;
        if (state.HealthySince is not null && !forgets)
            return state;
        return state with
        {
            HealthySince = state.HealthySince ?? now,
            Failures = forgets ? 0 : state.Failures,
            Reason = forgets ? null : state.Reason,
        };
    }

    private static CircuitState NoteFailure(CircuitState state, in CircuitEvent failure, CircuitOptions options, DateTimeOffset now, double jitter)
    {
        var known = CircuitSettling.Settle(state, options, now);
        var failed = known with { Failures = Grow(known.Failures), HealthySince = null, Reason = failure.Reason };
        return failure.IsTerminal || failed.Failures >= options.FailureThreshold ? Open(failed, failure.Reason, options, now, jitter) : failed;
    }

    private static CircuitState Open(CircuitState state, string? reason, CircuitOptions options, DateTimeOffset now, double jitter)
    {
        var trips = Grow(state.Trips);
        return Turn(state, CircuitPhase.Open, now, reason) with { Trips = trips, OpenUntil = now + CircuitTimes.Break(options, trips, jitter) };
    }

    private static CircuitStep Close(CircuitState state, DateTimeOffset now)
    {
        var closed = Turn(state, CircuitPhase.Closed, now, null) with { Failures = 0, HealthySince = now };
        return new(closed, new CircuitTicket(closed.Generation, 0));
    }

    /// <summary>Another phase: nothing of the last one's deadlines is left.</summary>
    private static CircuitState Turn(CircuitState state, CircuitPhase phase, DateTimeOffset now, string? reason) => state with
    {
        Phase = phase,
        Generation = state.Generation + 1,
        ChangedAt = now,
        Probe = 0,
        OpenUntil = null,
        ProbeUntil = null,
        HealthySince = null,
        Reason = reason,
    };

    private static int Grow(int count) => count == int.MaxValue ? count : count + 1;
}
