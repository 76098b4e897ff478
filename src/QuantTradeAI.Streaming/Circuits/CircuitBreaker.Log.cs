using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>Event ids 7000 to 7009.</summary>
public sealed partial class CircuitBreaker
{
    /// <summary>What shadow mode would have refused is logged at most this often.</summary>
    private static readonly TimeSpan ShadowLogInterval = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _shadowLogged;
    private long _shadowUnlogged;

    private void NoteWouldRefuse(string reason)
    {
        var now = _clock.GetUtcNow();
        if (now - _shadowLogged < ShadowLogInterval)
        {
            _shadowUnlogged++;
            return;
        }

        WouldRefuse(Name, reason, _shadowUnlogged);
        (_shadowLogged, _shadowUnlogged) = (now, 0);
    }

    [LoggerMessage(7000, LogLevel.Warning, "{Provider}: a probe told nothing in time and is given up; the next one goes.")]
    private partial void ProbeHung(string provider);

    [LoggerMessage(7001, LogLevel.Information, "{Provider}: in shadow mode: let through, else refused: {Reason}; {Unlogged} more since the last line.")]
    private partial void WouldRefuse(string provider, string reason, long unlogged);
}
