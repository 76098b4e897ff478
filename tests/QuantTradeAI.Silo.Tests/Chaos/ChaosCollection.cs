namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>One cluster for all of them, and no other test beside them: they measure times.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChaosCollection : ICollectionFixture<ChaosCluster>
{
    public const string Name = "chaos";
}
