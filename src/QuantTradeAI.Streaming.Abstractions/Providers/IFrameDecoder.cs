using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>Reads a venue's frames. One decoder serves one connection and one reader.</summary>
public interface IFrameDecoder
{
    /// <summary>
    /// Reads one whole message into <paramref name="output"/>. Never throws: what cannot be read is rejected by kind,
    /// what is not wanted is ignored by kind. No allocation per event. The frame's memory is reused after the call.
    /// </summary>
    void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output);
}
