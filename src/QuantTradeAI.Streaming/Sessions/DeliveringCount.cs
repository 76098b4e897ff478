namespace QuantTradeAI.Streaming.Sessions;

/// <summary>How many of a session's connections deliver valid data.</summary>
internal sealed class DeliveringCount
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Increment() => Interlocked.Increment(ref _count);

    public int Decrement() => Interlocked.Decrement(ref _count);
}
