namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A whole message of the client, or one control frame.</summary>
internal readonly record struct IncomingMessage(Opcode Opcode, byte[] Payload);
