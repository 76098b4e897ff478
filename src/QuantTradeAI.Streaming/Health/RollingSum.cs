namespace QuantTradeAI.Streaming.Health;

/// <summary>
/// What was added within the last window, in bounded memory: one sum for each of <see cref="Slots"/> parts of it. What is older than the window
/// is never counted, and what is younger than all but one part of it always. Not safe for threads.
/// </summary>
internal sealed class RollingSum<T>
{
    /// <summary>Parts of the window.</summary>
    public const int Slots = 60;

    private readonly TimeProvider _clock;
    private readonly T _zero;
    private readonly Func<T, T, T> _plus;
    private readonly T[] _sums = new T[Slots];
    private readonly long _width;
    private readonly long _origin;
    private long _newest;

    public RollingSum(TimeSpan window, TimeProvider clock, T zero, Func<T, T, T> plus)
    {
        (_clock, _zero, _plus) = (clock, zero, plus);
        _width = Math.Max(1, window.Ticks / Slots);
        _origin = clock.GetTimestamp();
        Array.Fill(_sums, zero);
    }

    public void Add(T value)
    {
        Advance();
        ref var sum = ref _sums[_newest % Slots];
        sum = _plus(sum, value);
    }

    public T Sum()
    {
        Advance();
        return _sums.Aggregate(_zero, _plus);
    }

    private void Advance()
    {
        var now = _clock.GetElapsedTime(_origin).Ticks / _width;
        for (var slot = Math.Max(_newest, now - Slots) + 1; slot <= now; slot++)
            _sums[slot % Slots] = _zero;
        _newest = Math.Max(_newest, now);
    }
}
