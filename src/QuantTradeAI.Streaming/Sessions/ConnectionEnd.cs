namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Why a connection ended.</summary>
/// <param name="Reason">In one word, for counting.</param>
/// <param name="Message">For people.</param>
/// <param name="RetryAfter">How long the venue asks to wait.</param>
internal sealed record ConnectionEnd(string Reason, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>We ended it.</summary>
    public static readonly ConnectionEnd Stopped = new("stopped", "Stopped.");
}
