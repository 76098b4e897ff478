namespace QuantTradeAI.Streaming.Sessions;

/// <summary>A seeded generator that several sessions may ask at once.</summary>
internal sealed class LockedRandom(Random random)
{
    private readonly Lock _asking = new();

    /// <summary>One that differs from process to process.</summary>
    public static Func<double> Seeded(TimeProvider clock) => new LockedRandom(new Random(Environment.ProcessId ^ (int)clock.GetTimestamp())).NextDouble;

    public double NextDouble()
    {
        lock (_asking)
            return random.NextDouble();
    }
}
