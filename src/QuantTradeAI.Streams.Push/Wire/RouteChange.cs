namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>Who gets a stream: all, or what has changed since an earlier version.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Grain">Which life of the stream's grain this comes from; versions of different lives cannot be compared.</param>
/// <param name="Since">The version that it changes; 0 where <paramref name="Added"/> is all there is.</param>
/// <param name="Version">The version that it leads to, from 1.</param>
/// <param name="Added">Who gets it, too.</param>
/// <param name="Removed">Processes that do not get it any more, by their ids.</param>
[GenerateSerializer, Immutable, Alias("push.RouteChange")]
internal sealed record RouteChange(
    [property: Id(0)] StreamId Stream,
    [property: Id(1)] Guid Grain,
    [property: Id(2)] long Since,
    [property: Id(3)] long Version,
    [property: Id(4)] StreamRoute[] Added,
    [property: Id(5)] Guid[] Removed);
