using Microsoft.Extensions.Time.Testing;

namespace QuantTradeAI.Streaming.Tests.Health;

/// <summary>A hand-cranked clock that tells when somebody begins to wait for a certain time.</summary>
internal sealed class TimerClock() : FakeTimeProvider(DateTimeOffset.UnixEpoch.AddDays(20_000))
{
    private readonly Lock _changing = new();
    private readonly List<(Func<TimeSpan, bool> IsIt, TaskCompletionSource Done)> _waiters = [];

    /// <summary>Ends when the next timer is set for so long.</summary>
    public Task WhenTimer(TimeSpan due) => WhenTimer(one => one == due);

    /// <inheritdoc cref="WhenTimer(TimeSpan)"/>
    public Task WhenTimer(Func<TimeSpan, bool> isIt)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
            _waiters.Add((isIt, done));
        return done.Task;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_changing)
        {
            foreach (var waiter in _waiters.FindAll(waiter => waiter.IsIt(dueTime)))
            {
                _waiters.Remove(waiter);
                waiter.Done.SetResult();
            }
        }

        return timer;
    }
}
