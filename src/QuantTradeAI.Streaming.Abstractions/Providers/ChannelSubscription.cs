namespace QuantTradeAI.Streaming.Providers;

/// <summary>One kind of data for one instrument, in the venue's spelling: the unit that is subscribed, counted and acknowledged.</summary>
/// <param name="DataType">Exactly one data type.</param>
/// <param name="NativeSymbol">The venue's own spelling, as its data frames have it.</param>
public readonly record struct ChannelSubscription(DataTypes DataType, string NativeSymbol)
{
    /// <inheritdoc/>
    public override string ToString() => $"{DataType}:{NativeSymbol}";
}
