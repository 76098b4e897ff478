using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Why a connection ended.</summary>
/// <param name="Reason">In one word, for counting.</param>
/// <param name="Message">For people.</param>
/// <param name="RetryAfter">How long the venue asks to wait.</param>
/// <param name="IsTerminal">Whether trying again, unchanged, is pointless.</param>
/// <param name="IsRefusal">Whether the venue took the connection only to refuse it in its own words.</param>
/// <param name="IsOurs">Whether we ended it, so that it tells nothing of the provider.</param>
internal sealed record ConnectionEnd(
    string Reason, string Message, TimeSpan? RetryAfter = null, bool IsTerminal = false, bool IsRefusal = false, bool IsOurs = false)
{
    private const string StoppedReason = "stopped";
    private const string RotatedReason = "rotated";

    /// <summary>The <see cref="Reason"/> of <see cref="Isolated"/>.</summary>
    public const string IsolatedReason = "isolated";

    /// <summary>Nothing is wanted of it any more.</summary>
    public static readonly ConnectionEnd Stopped = new(StoppedReason, "Stopped.", IsOurs: true);

    /// <summary>Another one takes its place.</summary>
    public static readonly ConnectionEnd Rotated = new(RotatedReason, "Replaced by another connection.", IsOurs: true);

    /// <summary>Of ends that were counted by <see cref="Reason"/>, those that were failures or losses: not the ones of our own making.</summary>
    public static long CountFailures(IEnumerable<KeyValuePair<string, long>> ends) =>
        ends.Where(end => end.Key is not (StoppedReason or RotatedReason or IsolatedReason)).Sum(end => end.Value);

    /// <summary>An operator has taken the provider out of use.</summary>
    public static ConnectionEnd Isolated(string? reason) => new(IsolatedReason, $"Isolated: {reason}", IsOurs: true);

    /// <summary>The venue refused the connection as a whole.</summary>
    public static ConnectionEnd Of(ControlSignal.Failed failed) =>
        new(failed.Reason, failed.Message, failed.RetryAfter, failed.IsTerminal, IsRefusal: true);
}
