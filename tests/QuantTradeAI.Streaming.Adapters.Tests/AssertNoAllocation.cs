namespace QuantTradeAI.Streaming.Adapters.Tests;

internal static class AssertNoAllocation
{
    private const int Rounds = 1_000;

    /// <summary>Not one byte, once the output has its first memory.</summary>
    public static void Of(Harness harness, byte[][] frames)
    {
        foreach (var frame in frames)
            harness.Decode(frame);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            foreach (var frame in frames)
                harness.Decode(frame);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
