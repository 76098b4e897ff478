namespace QuantTradeAI.Streaming.Recovery;

/// <summary>The recoveries of one name.</summary>
/// <param name="Name">Whose.</param>
public sealed record RecoveryStatus(string Name)
{
    /// <summary>Whether one is under way.</summary>
    public bool IsRunning { get; init; }

    /// <summary>Whether a callback does not return although its deadline has passed: none is started until it does.</summary>
    public bool IsHanging { get; init; }

    /// <summary>Recoveries that were started.</summary>
    public long Started { get; init; }

    /// <summary>Recoveries that failed, with all their retries; those that were cancelled are none.</summary>
    public long Failed { get; init; }

    /// <summary>Why the newest one was asked for; null before the first.</summary>
    public string? Reason { get; init; }

    /// <summary>When the newest one was started; null before the first.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the newest one ended that was not cancelled, well or not; null before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When one succeeded last; null before.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>Why the newest one failed; null when it did not.</summary>
    public string? LastError { get; init; }
}
