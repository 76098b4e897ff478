using Microsoft.Extensions.Time.Testing;

namespace QuantTradeAI.Streaming.Simulator.Tests;

/// <summary>A clock that tells when somebody has begun to wait for it.</summary>
internal sealed class WatchedClock() : FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero))
{
    private readonly SemaphoreSlim _timers = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Release();
        return timer;
    }

    public async Task TimerAsync(string what)
        => Assert.True(await _timers.WaitAsync(TestClient.Patience), $"Nobody began to wait for {what}");
}
