namespace QuantTradeAI.Streaming.Sessions;

/// <summary>A seeded generator that several sessions may ask at once.</summary>
internal sealed class LockedRandom(Random random)
{
    private readonly Lock _asking = new();

    public double NextDouble()
    {
        lock (_asking)
            return random.NextDouble();
    }
}
