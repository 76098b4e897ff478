
namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>Pauses between attempts end at once; deadlines never come.</summary>
internal sealed class HastyClock : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(
        callback, state, dueTime <= QuantTradeAI.Cluster.Pacing.RetryPause.Longest ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
}
