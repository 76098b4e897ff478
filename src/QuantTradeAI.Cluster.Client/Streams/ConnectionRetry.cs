using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Client.Streams;

/// <summary>Tries again for as long as the first connection to the cluster fails, within a limit where there is one.</summary>
internal sealed partial class ConnectionRetry(TimeProvider clock, ILogger<ConnectionRetry> logger, TimeSpan? within) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly long _begun = clock.GetTimestamp();
    private long? _logged;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (within is { } limit && clock.GetElapsedTime(_begun) + Pause >= limit)
            return false;
        if (_logged is null || clock.GetElapsedTime(_logged.Value) >= LogInterval)
        {
            LogWaiting(exception.Message);
            _logged = clock.GetTimestamp();
        }

        await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(9502, LogLevel.Warning, "No cluster answers yet; it is tried again: {Why}")]
    private partial void LogWaiting(string why);
}
