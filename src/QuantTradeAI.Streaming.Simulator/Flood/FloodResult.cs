namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What a flood sent.</summary>
/// <param name="FirstId">The first trade id; the others follow without a gap.</param>
/// <param name="Frames">How many trades.</param>
/// <param name="Bytes">How many bytes, frame headers included.</param>
/// <param name="Elapsed">From the first write to the end of the last, by the simulator's clock.</param>
public sealed record FloodResult(long FirstId, long Frames, long Bytes, TimeSpan Elapsed)
{
    /// <summary>Frames a second.</summary>
    public double FramesPerSecond => Frames / Elapsed.TotalSeconds;
}
