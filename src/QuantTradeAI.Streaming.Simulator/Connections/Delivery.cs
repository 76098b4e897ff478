namespace QuantTradeAI.Streaming.Simulator;

/// <summary>How the bytes leave: in how many fragments a message goes, and how many bytes at a time.</summary>
internal sealed record Delivery(int Fragments, int DripBytes, TimeSpan DripInterval)
{
    public static readonly Delivery Plain = new(Fragments: 1, DripBytes: 0, TimeSpan.Zero);

    public bool Drips => DripBytes > 0;
}
