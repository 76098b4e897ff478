namespace QuantTradeAI.Cluster.Symbols;

/// <summary>The way into one stream.</summary>
/// <param name="SendAsync">Returns when the stream has the batch.</param>
/// <param name="FlushAsync">Returns when subscribers have what the stream had, as far as the stream provider can tell.</param>
internal sealed record OutletStream(Func<StreamBatch, Task> SendAsync, Func<CancellationToken, Task> FlushAsync);
