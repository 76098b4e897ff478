namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>One cluster at a time: several on few cores are a test of the machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ScenarioCollection
{
    public const string Name = "scenarios";
}
