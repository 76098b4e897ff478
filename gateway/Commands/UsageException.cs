namespace QuantTradeAI.Gateway.Commands;

/// <summary>The command line is wrong in a way that only the command can see.</summary>
internal sealed class UsageException(string message) : Exception(message);
