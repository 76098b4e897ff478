namespace QuantTradeAI.Cluster;

/// <summary>An adapter on a silo.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="Version">Its semantic version.</param>
/// <param name="Origin"><c>built_in</c> or <c>plugin</c>.</param>
/// <param name="Description">One line for people; may be empty.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.AdapterReport")]
public sealed record AdapterReport(
    [property: Id(0)] string Provider, [property: Id(1)] string Version, [property: Id(2)] string Origin, [property: Id(3)] string Description);
