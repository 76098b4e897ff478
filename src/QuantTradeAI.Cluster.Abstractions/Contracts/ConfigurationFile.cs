namespace QuantTradeAI.Cluster;

/// <summary>A file of a configuration.</summary>
/// <param name="Name">Its path, relative to the folder of the streaming configuration where it lies below it.</param>
/// <param name="Text">What it says.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ConfigurationFile")]
public sealed record ConfigurationFile([property: Id(0)] string Name, [property: Id(1)] string Text);
