using System.Globalization;
using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

/// <summary>
/// Circuits in short: <c>open g5 f3 t1 u30 c0 r=why</c> is phase, generation, failures, trips, deadline, change, reason; <c>p</c> is the
/// probe's number, <c>h</c> healthy since. Times are in seconds from <see cref="Start"/>; what is usual is left out.
/// </summary>
internal static class CircuitText
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private const int UsualChange = -1000;

    public static CircuitState State(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var state = new CircuitState { Phase = Enum.Parse<CircuitPhase>(words[0], ignoreCase: true), ChangedAt = At(UsualChange) };
        foreach (var word in words[1..])
        {
            var rest = word[1..];
            state = word[0] switch
            {
                'g' => state with { Generation = Number(rest) },
                'f' => state with { Failures = (int)Number(rest) },
                't' => state with { Trips = (int)Number(rest) },
                'p' => state with { Probe = Number(rest) },
                'u' when state.Phase == CircuitPhase.Open => state with { OpenUntil = At(Number(rest)) },
                'u' => state with { ProbeUntil = At(Number(rest)) },
                'h' => state with { HealthySince = At(Number(rest)) },
                'c' => state with { ChangedAt = At(Number(rest)) },
                'r' => state with { Reason = rest[1..] },
                _ => throw new FormatException(word),
            };
        }

        return state;
    }

    public static CircuitEvent Event(string text)
    {
        var words = text.Split(' ');
        return words[0] switch
        {
            "enter" => CircuitEvent.Enter(),
            "ok" => CircuitEvent.Succeeded(Ticket(words[1])),
            "fail" => CircuitEvent.Failed(Ticket(words[1]), words[2]),
            "terminal" => CircuitEvent.Failed(Ticket(words[1]), words[2], isTerminal: true),
            "abandon" => CircuitEvent.Abandoned(Ticket(words[1])),
            "isolate" => CircuitEvent.Isolate(words[1]),
            "release" => CircuitEvent.Release(),
            "restore" => CircuitEvent.Restore(State(text["restore ".Length..])),
            _ => throw new FormatException(text),
        };
    }

    public static string Show(CircuitStep step) =>
        Show(step.State) + (step.Ticket is { } ticket ? $"; in {ticket.Generation}/{ticket.Probe}" : "") + (step.RetryAt is { } at ? $"; at {Seconds(at)}" : "");

    public static string Show(CircuitState state) => string.Join(' ', new[]
    {
        state.Phase.ToString().ToLowerInvariant(),
        Word("g", state.Generation, 0),
        Word("f", state.Failures, 0),
        Word("t", state.Trips, 0),
        Word("p", state.Probe, 0),
        state.OpenUntil is { } open ? $"u{Seconds(open)}" : "",
        state.ProbeUntil is { } probe ? $"u{Seconds(probe)}" : "",
        state.HealthySince is { } since ? $"h{Seconds(since)}" : "",
        Word("c", Seconds(state.ChangedAt), UsualChange),
        state.Reason is null ? "" : $"r={state.Reason}",
    }.Where(word => word.Length > 0));

    private static CircuitTicket Ticket(string text) => new(Number(text.Split('/')[0]), Number(text.Split('/')[1]));

    private static DateTimeOffset At(long seconds) => Start.AddSeconds(seconds);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static double Seconds(DateTimeOffset time) => (time - Start).TotalSeconds;

    private static string Word(string letter, double value, double usual) => value == usual ? "" : string.Create(CultureInfo.InvariantCulture, $"{letter}{value}");
}
