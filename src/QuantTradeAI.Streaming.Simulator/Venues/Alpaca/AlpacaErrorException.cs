namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The request is answered with an error.</summary>
internal sealed class AlpacaErrorException(AlpacaError error) : Exception(error.Message)
{
    public AlpacaError Error => error;
}
