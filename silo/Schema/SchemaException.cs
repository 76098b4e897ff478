namespace QuantTradeAI.Silo.Schema;

/// <summary>A database is not as this program needs it; the message says what to do.</summary>
internal sealed class SchemaException(string message) : Exception(message);
