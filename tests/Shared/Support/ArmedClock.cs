using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace QuantTradeAI.Tests;

/// <summary>A hand-cranked clock that tells who waits on it, and for how long.</summary>
internal sealed class ArmedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _armed = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Returns once somebody waits for so long; those who waited for another time before are forgotten.</summary>
    public async Task ArmedAsync(TimeSpan due)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _armed.Reader.ReadAsync(limit.Token) != due)
        {
            // Another's.
        }
    }
}
