namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Something that happens to a circuit.</summary>
internal readonly record struct CircuitEvent
{
    /// <summary>What.</summary>
    public required CircuitEventKind Kind { get; init; }

    /// <summary>Of reports: what the reporter was let through with.</summary>
    public CircuitTicket Ticket { get; init; }

    /// <summary>Of failures and isolations: why.</summary>
    public string? Reason { get; init; }

    /// <summary>Of failures: whether trying again, unchanged, is pointless.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Of restoring: the state of the earlier process.</summary>
    public CircuitState? Earlier { get; init; }

    public static CircuitEvent Enter() => new() { Kind = CircuitEventKind.Enter };

    public static CircuitEvent Succeeded(CircuitTicket ticket) => new() { Kind = CircuitEventKind.Succeeded, Ticket = ticket };

    public static CircuitEvent Failed(CircuitTicket ticket, string reason, bool isTerminal = false) =>
        new() { Kind = CircuitEventKind.Failed, Ticket = ticket, Reason = reason, IsTerminal = isTerminal };

    public static CircuitEvent Abandoned(CircuitTicket ticket) => new() { Kind = CircuitEventKind.Abandoned, Ticket = ticket };

    public static CircuitEvent Isolate(string reason) => new() { Kind = CircuitEventKind.Isolate, Reason = reason };

    public static CircuitEvent Release() => new() { Kind = CircuitEventKind.Release };

    public static CircuitEvent Restore(CircuitState earlier) => new() { Kind = CircuitEventKind.Restore, Earlier = earlier };
}
