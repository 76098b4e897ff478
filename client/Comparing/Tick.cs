namespace QuantTradeAI.Client.Comparing;

/// <summary>What is published in a comparison: as large as a small market event, and unmanaged.</summary>
[GenerateSerializer, Alias("QuantTradeAI.Client.Tick")]
internal readonly record struct Tick(
    [property: Id(0)] long PublishedAt,
    [property: Id(1)] long Number,
    [property: Id(2)] long Price,
    [property: Id(3)] long Size,
    [property: Id(4)] int Symbol,
    [property: Id(5)] int Side);
