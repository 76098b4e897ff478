namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One fault, for <see cref="SimulatedVenue.Inject(Fault, FaultScope?)"/>.</summary>
public sealed record Fault
{
    private Fault(FaultKind kind) => Kind = kind;

    /// <inheritdoc cref="FaultKind.GoMute"/>
    public static Fault GoMute { get; } = new(FaultKind.GoMute);

    /// <inheritdoc cref="FaultKind.PingOnly"/>
    public static Fault PingOnly { get; } = new(FaultKind.PingOnly);

    /// <inheritdoc cref="FaultKind.HeartbeatsOnly"/>
    public static Fault HeartbeatsOnly { get; } = new(FaultKind.HeartbeatsOnly);

    /// <inheritdoc cref="FaultKind.CloseCleanly"/>
    public static Fault CloseCleanly { get; } = new(FaultKind.CloseCleanly);

    /// <inheritdoc cref="FaultKind.CutAbruptly"/>
    public static Fault CutAbruptly { get; } = new(FaultKind.CutAbruptly);

    /// <inheritdoc cref="FaultKind.GarbageFrame"/>
    public static Fault GarbageFrame { get; } = new(FaultKind.GarbageFrame);

    /// <inheritdoc cref="FaultKind.BinaryFrame"/>
    public static Fault BinaryFrame { get; } = new(FaultKind.BinaryFrame);

    /// <inheritdoc cref="FaultKind.JsonArrayRoot"/>
    public static Fault JsonArrayRoot { get; } = new(FaultKind.JsonArrayRoot);

    /// <inheritdoc cref="FaultKind.DropSubscriptionAck"/>
    public static Fault DropSubscriptionAck { get; } = new(FaultKind.DropSubscriptionAck);

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>How many connections, handshakes, trade ids, bytes or fragments; 1 when the fault counts nothing.</summary>
    public int Count { get; private init; } = 1;

    /// <summary>The delay, interval, skew or <c>Retry-After</c>.</summary>
    public TimeSpan Time { get; private init; }

    /// <summary>The symbol of a market fault; null for the last one traded.</summary>
    public string? Symbol { get; private init; }

    /// <inheritdoc cref="FaultKind.AcceptThenClose"/>
    public static Fault AcceptThenClose(int count = 1) => new(FaultKind.AcceptThenClose) { Count = Positive(count) };

    /// <inheritdoc cref="FaultKind.RefuseWith429"/>
    public static Fault RefuseWith429(TimeSpan retryAfter, int count = 1)
        => new(FaultKind.RefuseWith429) { Time = retryAfter, Count = Positive(count) };

    /// <inheritdoc cref="FaultKind.MalformedField"/>
    public static Fault MalformedField(string? symbol = null) => new(FaultKind.MalformedField) { Symbol = symbol };

    /// <inheritdoc cref="FaultKind.Duplicate"/>
    public static Fault Duplicate(string? symbol = null) => new(FaultKind.Duplicate) { Symbol = symbol };

    /// <inheritdoc cref="FaultKind.Gap"/>
    public static Fault Gap(int tradeIds = 1, string? symbol = null) => new(FaultKind.Gap) { Count = Positive(tradeIds), Symbol = symbol };

    /// <summary>The next two trades of <paramref name="symbol"/>, or of the symbol traded next, in swapped order.</summary>
    public static Fault Reorder(string? symbol = null) => new(FaultKind.Reorder) { Symbol = symbol };

    /// <inheritdoc cref="FaultKind.ClockSkew"/>
    public static Fault ClockSkew(TimeSpan skew) => new(FaultKind.ClockSkew) { Time = skew };

    /// <inheritdoc cref="FaultKind.SlowDrip"/>
    public static Fault SlowDrip(int bytes, TimeSpan interval) => new(FaultKind.SlowDrip) { Count = Positive(bytes), Time = interval };

    /// <inheritdoc cref="FaultKind.SplitFrames"/>
    public static Fault SplitFrames(int fragments) => new(FaultKind.SplitFrames) { Count = Positive(fragments) };

    /// <inheritdoc cref="FaultKind.ServerShutdown"/>
    public static Fault ServerShutdown(TimeSpan delay) => new(FaultKind.ServerShutdown) { Time = delay };

    private static int Positive(int count, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(count))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count, name);
        return count;
    }
}
