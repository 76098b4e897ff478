using System.Globalization;
using System.Text;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>
/// Pings every interval and knows whether one has been unanswered for too long. A pong counts only with a copy of a ping's payload.
/// </summary>
internal sealed class BinancePings(TimeProvider time, TimeSpan pongTimeout)
{
    private readonly Queue<(byte[] Payload, long SentAt)> _unanswered = new();

    public bool IsOverdue => _unanswered.TryPeek(out var oldest) && time.GetElapsedTime(oldest.SentAt) >= pongTimeout;

    public byte[] Next()
    {
        var payload = Encoding.ASCII.GetBytes(time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        _unanswered.Enqueue((payload, time.GetTimestamp()));
        return payload;
    }

    public void OnPong(byte[] payload)
    {
        if (!_unanswered.Any(ping => ping.Payload.AsSpan().SequenceEqual(payload)))
            return;
        while (_unanswered.TryDequeue(out var answered) && !answered.Payload.AsSpan().SequenceEqual(payload))
        {
        }
    }
}
