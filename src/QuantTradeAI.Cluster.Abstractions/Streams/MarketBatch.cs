using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster;

/// <summary>
/// Writes events as one block of memory and reads them back, in any process: names travel as text, once a block. The first byte is the version;
/// every version that was ever written can be read.
/// </summary>
public static class MarketBatch
{
    /// <summary>The version that is written.</summary>
    public const byte Version = 1;

    /// <summary>Writes the events.</summary>
    public static byte[] Write(ReadOnlySpan<MarketEvent> events) => throw new NotImplementedException();

    /// <summary>How many events a block holds.</summary>
    /// <exception cref="FormatException">It is no block, is damaged, or has a version that is not known; the message says which.</exception>
    public static int Count(ReadOnlySpan<byte> block) => throw new NotImplementedException();

    /// <summary>Reads as many events as <paramref name="events"/> has room for, which must be <see cref="Count"/> at least; returns how many.</summary>
    /// <exception cref="FormatException">It is no block, is damaged, or has a version that is not known; the message says which.</exception>
    public static int Read(ReadOnlySpan<byte> block, Span<MarketEvent> events) => throw new NotImplementedException();
}
