using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Why a connection ended.</summary>
/// <param name="Reason">In one word, for counting.</param>
/// <param name="Message">For people.</param>
/// <param name="RetryAfter">How long the venue asks to wait.</param>
/// <param name="IsTerminal">Whether trying again, unchanged, is pointless.</param>
/// <param name="IsRefusal">Whether the venue took the connection only to refuse it in its own words.</param>
internal sealed record ConnectionEnd(
    string Reason, string Message, TimeSpan? RetryAfter = null, bool IsTerminal = false, bool IsRefusal = false)
{
    /// <summary>We ended it.</summary>
    public static readonly ConnectionEnd Stopped = new("stopped", "Stopped.");

    /// <summary>The venue refused the connection as a whole.</summary>
    public static ConnectionEnd Of(ControlSignal.Failed failed) =>
        new(failed.Reason, failed.Message, failed.RetryAfter, failed.IsTerminal, IsRefusal: true);
}
