using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Cluster.Client.Streams;

/// <summary>Hears from the Orleans client when the cluster is lost and found again.</summary>
internal sealed partial class ConnectionWatch(ILogger<ConnectionWatch> logger) : IClusterConnectionStatusObserver
{
    private int _reconnections;
    private volatile bool _lost;
    private volatile bool _isEnding;
    private Action? _calls;

    public int Reconnections => Volatile.Read(ref _reconnections);

    public void OnReconnected(Action call) => _calls += call;

    /// <summary>What is lost from here on is lost on purpose.</summary>
    public void NoteEnding() => _isEnding = true;

    public void NotifyClusterConnectionLost()
    {
        if (_isEnding)
            return;
        _lost = true;
        LogLost();
    }

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (!_lost || currentNumberOfGateways == 0)
            return;
        _lost = false;
        Interlocked.Increment(ref _reconnections);
        LogFound(currentNumberOfGateways);
        _calls?.Invoke();
    }

    [LoggerMessage(9500, LogLevel.Warning, "No silo of the cluster is connected any more; it is tried again.")]
    private partial void LogLost();

    [LoggerMessage(9501, LogLevel.Information, "The cluster is connected again by {Gateways} gateway(s).")]
    private partial void LogFound(int gateways);
}
