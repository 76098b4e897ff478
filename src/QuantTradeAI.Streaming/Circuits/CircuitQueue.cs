namespace QuantTradeAI.Streaming.Circuits;

/// <summary>
/// Who waits to be let through, in order, with one alarm for all of them: a change costs as many steps as it lets through, and one.
/// Called under the circuit's lock.
/// </summary>
/// <param name="clock">The alarm's.</param>
/// <param name="ring">Called when it is worth serving again; not under the lock.</param>
internal sealed class CircuitQueue(TimeProvider clock, Action ring)
{
    private readonly LinkedList<CircuitWaiter> _waiting = [];
    private readonly Dictionary<CircuitWaiter, LinkedListNode<CircuitWaiter>> _places = [];
    private ITimer? _alarm;

    public bool IsEmpty => _waiting.Count == 0;

    public CircuitWaiter Add()
    {
        var waiter = new CircuitWaiter();
        _places[waiter] = _waiting.AddLast(waiter);
        return waiter;
    }

    /// <summary>One who waits no longer; nothing when it was let through.</summary>
    public void Remove(CircuitWaiter waiter)
    {
        if (_places.Remove(waiter, out var place))
            _waiting.Remove(place);
    }

    /// <summary>Lets through whom it may, and wakes up when it may be worth trying again.</summary>
    public void Serve(Func<CircuitAdmission> admit)
    {
        while (_waiting.First is { } first)
        {
            var admission = admit();
            if (admission.Permit is not { } permit)
            {
                WakeAt(admission.RetryAt);
                return;
            }

            Remove(first.Value);
            first.Value.SetResult(permit);
        }
    }

    private void WakeAt(DateTimeOffset? time)
    {
        // Timers count in whole milliseconds and must not ring before it is time.
        var due = time is { } at ? TimeSpan.FromMilliseconds(Math.Ceiling((at - clock.GetUtcNow()).TotalMilliseconds)) : Timeout.InfiniteTimeSpan;
        if (_alarm is null)
            _alarm = clock.CreateTimer(_ => ring(), null, due, Timeout.InfiniteTimeSpan);
        else
            _alarm.Change(due, Timeout.InfiniteTimeSpan);
    }
}
