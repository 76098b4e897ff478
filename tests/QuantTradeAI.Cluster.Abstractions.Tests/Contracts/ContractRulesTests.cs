using System.Reflection;

namespace QuantTradeAI.Cluster.Contracts;

/// <summary>What crosses a process keeps its name and its members' numbers whatever they are called in code.</summary>
public sealed class ContractRulesTests
{
    private static readonly Type[] Types = [.. typeof(ProviderBatch).Assembly.GetExportedTypes().Where(type => type.Namespace == "QuantTradeAI.Cluster")];

    public static TheoryData<Type> Contracts => [.. Types.Where(type => !type.IsInterface && !(type.IsAbstract && type.IsSealed))];

    public static TheoryData<Type> Grains => [.. Types.Where(type => type.IsInterface)];

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Contract_IsNamedAndNumbered(Type contract)
    {
        Assert.NotNull(contract.GetCustomAttribute<GenerateSerializerAttribute>());
        Assert.StartsWith("QuantTradeAI.", contract.GetCustomAttribute<AliasAttribute>()?.Alias, StringComparison.Ordinal);
        Assert.True(contract.IsSealed, $"{contract.Name} can be derived from, and what derives would not be known elsewhere.");
        var ids = contract.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.Name != "EqualityContract")
            .Select(property => (property.Name, Id: property.GetCustomAttribute<IdAttribute>()?.Id))
            .ToList();
        Assert.DoesNotContain(ids, member => member.Id is null);
        Assert.Equal(Enumerable.Range(0, ids.Count).Select(i => (uint?)i), ids.Select(member => member.Id).Order());
        Assert.All(
            contract.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            field => Assert.EndsWith("k__BackingField", field.Name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Grains))]
    public void Grain_IsNamedAndSoAreItsMethods(Type grain)
    {
        Assert.StartsWith("QuantTradeAI.", grain.GetCustomAttribute<AliasAttribute>()?.Alias, StringComparison.Ordinal);
        var names = grain.GetMethods().Select(method => (method.Name, method.GetCustomAttribute<AliasAttribute>()?.Alias)).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, method => Assert.Equal(method.Name, $"{method.Alias}Async"));
    }

    [Fact]
    public void Names_AreEachGivenOnce()
    {
        var names = Types.Select(type => type.GetCustomAttribute<AliasAttribute>()?.Alias).OfType<string>().ToList();

        Assert.True(names.Count > 20, "Expected the contracts and the grains.");
        Assert.Equal(names.Distinct(), names);
    }
}
