namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The close codes of RFC 6455, section 7.4.1, that the simulator uses.</summary>
internal static class CloseCode
{
    public const ushort Normal = 1000;
    public const ushort GoingAway = 1001;
    public const ushort ProtocolError = 1002;
    public const ushort PolicyViolation = 1008;
    public const ushort MessageTooBig = 1009;
}
