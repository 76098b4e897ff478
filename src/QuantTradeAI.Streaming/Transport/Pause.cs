namespace QuantTradeAI.Streaming.Transport;

/// <summary>Waits. Timers count whole milliseconds, so a rest of one would make a loop that waits for a moment spin until it comes.</summary>
internal static class Pause
{
    public static Task For(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)), clock, cancellationToken);
}
