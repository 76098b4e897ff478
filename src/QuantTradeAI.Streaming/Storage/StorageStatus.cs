namespace QuantTradeAI.Streaming.Storage;

/// <summary>Whether the state of providers is being kept.</summary>
/// <param name="Location">The file, or <c>memory</c>.</param>
/// <param name="IsDegraded">Whether writing fails: states are kept in memory only, and written as soon as it works again.</param>
/// <param name="DegradedSince">Since when; null when it works.</param>
/// <param name="LastError">Why; null when it works.</param>
/// <param name="Waiting">Providers whose newest state is not written yet.</param>
/// <param name="Written">Records written since the start.</param>
/// <param name="Failures">Writes that failed since the start.</param>
public sealed record StorageStatus(
    string Location, bool IsDegraded, DateTimeOffset? DegradedSince, string? LastError, int Waiting, long Written, long Failures)
{
    /// <summary>Whether a restart would find what is written now.</summary>
    public bool IsLasting => !IsDegraded && Location != MemoryStateStore.Place;
}
