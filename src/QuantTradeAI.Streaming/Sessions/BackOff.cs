namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// How long to wait before the next connection attempt: exponential with full jitter, never less than what the venue asked for.
/// It starts over only after valid data and a minute of stability, so a venue that accepts and closes is not hammered.
/// A connection that the venue refuses again and again is tried ever more rarely, and one that it refuses for good as rarely as can be.
/// </summary>
internal sealed class BackOff(TimeProvider clock, Func<double> random)
{
    /// <summary>The first wait is between zero and this.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>No wait is longer, unless the venue asks for it.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(60);

    /// <summary>A connection that has delivered valid data for so long is stable.</summary>
    public static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(60);

    /// <summary>What the venue refused for a reason that does not pass is tried again so rarely: a cure, such as a key that was set right, needs no restart.</summary>
    public static readonly TimeSpan TerminalRetry = TimeSpan.FromMinutes(5);

    /// <summary>A wait that a refusal asked for doubles with each further refusal, up to this.</summary>
    public static readonly TimeSpan RefusalCap = TimeSpan.FromMinutes(15);

    /// <summary>A venue that asks for more is tried all the same after this; timers cannot wait for ever.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private const int MaxDoublings = 16;

    private readonly Lock _changing = new();
    private long? _validSince;
    private int _failures;
    private int _refusals;

    /// <summary>Failures in a row; 0 once stable.</summary>
    public int Failures
    {
        get
        {
            lock (_changing)
            {
                Settle();
                return _failures;
            }
        }
    }

    /// <summary>The connection delivers valid data from now on.</summary>
    public void NoteValidData()
    {
        lock (_changing)
            _validSince ??= clock.GetTimestamp();
    }

    /// <summary>The connection ended so; how long to wait before the next attempt.</summary>
    public TimeSpan NextDelay(ConnectionEnd end)
    {
        lock (_changing)
        {
            Settle();
            return NextDelay(end.IsTerminal ? Longer(end.RetryAfter, TerminalRetry) : end.IsRefusal ? Grown(end.RetryAfter) : end.RetryAfter);
        }
    }

    /// <summary>The connection failed or ended; how long to wait before the next attempt.</summary>
    public TimeSpan NextDelay(TimeSpan? retryAfter = null)
    {
        lock (_changing)
        {
            Settle();
            _validSince = null;
            var ceiling = TimeSpan.FromTicks(Math.Min(Cap.Ticks, First.Ticks << Math.Min(_failures, MaxDoublings)));
            _failures++;
            var jittered = ceiling * random();
            return retryAfter is { } least && least > jittered ? (least < Longest ? least : Longest) : jittered;
        }
    }

    private TimeSpan? Grown(TimeSpan? retryAfter)
    {
        if (retryAfter is not { } asked || asked >= RefusalCap)
            return retryAfter;
        return TimeSpan.FromTicks(Math.Min(RefusalCap.Ticks, asked.Ticks << Math.Min(_refusals++, MaxDoublings)));
    }

    private static TimeSpan Longer(TimeSpan? one, TimeSpan other) => one > other ? one.Value : other;

    private void Settle()
    {
        if (_validSince is { } since && clock.GetElapsedTime(since) >= StableAfter)
            (_failures, _refusals) = (0, 0);
    }
}
