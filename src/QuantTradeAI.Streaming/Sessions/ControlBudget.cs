using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// The control messages that a session may send, over all its connections: evenly spaced but for a burst after a pause, and never more
/// than so many in any minute.
/// </summary>
internal sealed class ControlBudget(TimeProvider clock, int perMinute, int burst)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _taking = new();
    private readonly Queue<long> _taken = new();
    private readonly TimeSpan _spacing = Window / perMinute;
    private readonly long _began = clock.GetTimestamp();
    private TimeSpan _nextEven;

    /// <summary>Takes one message from the budget and returns zero; or takes none and returns how long to wait at least.</summary>
    public TimeSpan TryTake()
    {
        if (perMinute == ProviderCapabilities.Unlimited)
            return TimeSpan.Zero;
        lock (_taking)
        {
            var now = clock.GetElapsedTime(_began);
            var wait = _nextEven - (_spacing * burst) - now;
            while (_taken.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= Window)
                _taken.Dequeue();
            if (_taken.Count >= perMinute && Window - clock.GetElapsedTime(_taken.Peek()) is var full && full > wait)
                wait = full;
            if (wait > TimeSpan.Zero)
                return wait;
            _taken.Enqueue(clock.GetTimestamp());
            _nextEven = (_nextEven > now ? _nextEven : now) + _spacing;
            return TimeSpan.Zero;
        }
    }
}
