using Microsoft.Extensions.Time.Testing;

namespace QuantTradeAI.Streaming.Tests.Transport;

/// <summary>A hand-cranked clock that tells when somebody waits on it.</summary>
internal sealed class TimerWatch : FakeTimeProvider
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task FirstTimer => _first.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _first.TrySetResult();
        return timer;
    }
}
