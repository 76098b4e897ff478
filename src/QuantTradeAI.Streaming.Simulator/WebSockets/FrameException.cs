namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The client broke RFC 6455; the connection ends with <see cref="Code"/>.</summary>
internal sealed class FrameException(ushort code, string message) : Exception(message)
{
    public ushort Code { get; } = code;
}
