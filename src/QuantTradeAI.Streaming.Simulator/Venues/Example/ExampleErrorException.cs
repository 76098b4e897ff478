namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The request of that id, 0 when it has none, is answered with an error, which is about a symbol or about none.</summary>
internal sealed class ExampleErrorException(long id, string message, string? symbol = null) : Exception(message)
{
    public long Id => id;

    public string? Symbol => symbol;
}
