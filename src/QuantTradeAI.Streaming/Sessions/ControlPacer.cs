namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Spaces the control messages of one connection, so that bursts never reach the venue's limit.</summary>
internal sealed class ControlPacer(TimeProvider clock, TimeSpan spacing)
{
    private long? _last;

    /// <summary>How long until the next message may go; zero for now.</summary>
    public TimeSpan Wait
    {
        get
        {
            var wait = _last is { } last ? spacing - clock.GetElapsedTime(last) : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>A message goes now.</summary>
    public void Note() => _last = clock.GetTimestamp();
}
