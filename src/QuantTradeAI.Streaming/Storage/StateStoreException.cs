namespace QuantTradeAI.Streaming.Storage;

/// <summary>The store of states cannot be used: says what is wrong, with which file, and what to do.</summary>
public sealed class StateStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
