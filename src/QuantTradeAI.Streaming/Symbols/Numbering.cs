namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Which epoch the numbers of a symbol's streams belong to; symbols without one of their own share their hub's.</summary>
internal sealed class Numbering
{
    public long Epoch { get; set; }
}
