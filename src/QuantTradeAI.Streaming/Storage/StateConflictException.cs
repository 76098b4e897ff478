namespace QuantTradeAI.Streaming.Storage;

/// <summary>Another owner has written the provider's state since, so that this one's is of before: who wrote it has to stand down.</summary>
/// <param name="message">What was found.</param>
/// <param name="epoch">The epoch of the owner that has written.</param>
/// <param name="innerException">What the store said; null where it said nothing.</param>
public sealed class StateConflictException(string message, long epoch, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The epoch of the owner that has written.</summary>
    public long Epoch { get; } = epoch;
}
