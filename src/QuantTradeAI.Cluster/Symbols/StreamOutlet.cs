using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>One stream to publish: of one key one kind of data, or its statuses alone.</summary>
/// <param name="Stream">The key.</param>
/// <param name="DataType">The kind; none for statuses.</param>
internal readonly record struct StreamOutlet(StreamKey Stream, DataTypes DataType)
{
    /// <summary>For logs and status: <c>trades/BTC-USD</c>.</summary>
    public override string ToString() => $"{StreamNames.NamespaceOf(DataType)}/{Stream}";
}
