using System.Collections.Immutable;
using System.Net;
using QuantTradeAI.Cluster.Placement;

namespace QuantTradeAI.Cluster.Tests.Placement;

public sealed class ProviderSpreadTests
{
    private static readonly ImmutableSortedSet<string> Providers = [.. Enumerable.Range(0, 20).Select(i => $"provider{i}")];
    private static readonly ImmutableArray<SiloAddress> Silos = [.. Enumerable.Range(1, 3).Select(i => SiloAddress.New(IPAddress.Loopback, 11_110 + i, i))];

    [Theory]
    [InlineData(1, "20")]
    [InlineData(2, "10 10")]
    [InlineData(3, "6 7 7")]
    public void Providers_ThatRunNowhere_AreSpreadEvenlyWhoeverAsksFirst(int silos, string counts)
    {
        var among = Silos[..silos];
        var alone = Providers.Select(provider => ProviderSpread.Choose(provider, Providers, new Dictionary<string, SiloAddress>(), _ => among)).ToList();

        Assert.Equal(counts, Counts(alone));
    }

    [Fact]
    public void Providers_OfASiloThatDied_AreSpreadOverTheOthers()
    {
        var owners = Place(Silos, new Dictionary<string, SiloAddress>());
        var rest = Silos[..2];
        var left = owners.Where(owner => rest.Contains(owner.Value)).ToDictionary();

        var after = Place(rest, left);

        Assert.Equal("10 10", Counts(after.Values));
        Assert.All(left, owner => Assert.Equal(owner.Value, after[owner.Key]));
    }

    [Fact]
    public void Provider_ThatOnlyOneSiloCarries_RunsThereAndTheOthersMakeRoom()
    {
        var only = Providers.TakeLast(6).ToHashSet();
        var placed = Providers.ToDictionary(
            provider => provider,
            provider => ProviderSpread.Choose(provider, Providers, new Dictionary<string, SiloAddress>(), next => only.Contains(next) ? [Silos[0]] : Silos[..2]));

        Assert.All(only, provider => Assert.Equal(Silos[0], placed[provider]));
        Assert.Equal("10 10", Counts(placed.Values));
    }

    [Fact]
    public void Provider_OfNoSilo_IsAnError() =>
        Assert.Throws<ArgumentException>(() => ProviderSpread.Choose("provider1", Providers, new Dictionary<string, SiloAddress>(), _ => []));

    private static Dictionary<string, SiloAddress> Place(ImmutableArray<SiloAddress> among, Dictionary<string, SiloAddress> before)
    {
        var owners = new Dictionary<string, SiloAddress>(before);
        foreach (var provider in Providers.Where(provider => !before.ContainsKey(provider)))
            owners[provider] = ProviderSpread.Choose(provider, Providers, owners, _ => among);
        return owners;
    }

    private static string Counts(IEnumerable<SiloAddress> placed) => string.Join(' ', placed.CountBy(silo => silo).Select(count => count.Value).Order());
}
