namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>No other test runs beside them: they use the whole machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "streams alone";
}
