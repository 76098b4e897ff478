namespace QuantTradeAI.Streaming.Health;

/// <summary>Since when something has held without a break.</summary>
internal struct Stretch
{
    /// <summary>Null when it does not hold.</summary>
    public DateTimeOffset? Since { get; private set; }

    public void Note(bool holds, DateTimeOffset now) => Since = holds ? Since ?? now : null;
}
