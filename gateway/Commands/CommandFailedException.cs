namespace QuantTradeAI.Gateway.Commands;

/// <summary>A command could not do what it was asked for; the message is all that people see.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);
