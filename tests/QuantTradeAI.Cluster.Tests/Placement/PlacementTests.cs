using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;
using Orleans.TestingHost;
using QuantTradeAI.Cluster.Placement;
using QuantTradeAI.Cluster.Registry;

namespace QuantTradeAI.Cluster.Tests.Placement;

/// <summary>Where grains come to run in a cluster of three silos.</summary>
public sealed class PlacementTests(PlacementTests.Silos cluster) : IClassFixture<PlacementTests.Silos>
{
    private static readonly string[] Providers = [.. Enumerable.Range(0, 20).Select(i => $"provider{i}")];

    [Fact]
    public async Task Provider_IsPlacedOnlyWhereItsServingVersionIs()
    {
        var names = Enumerable.Range(0, 30).Select(i => $"carried{i}").ToArray();
        cluster.Note(Report(0, "1.0.0", names), Report(1, "1.1.0", names), Report(2, "1.0.0", names));

        var places = await cluster.PlaceAsync(names);

        Assert.All(places, place => Assert.Equal(cluster.Address(1), place));
    }

    [Fact]
    public async Task Provider_ThatNobodyCarries_IsPlacedSomewhere()
    {
        cluster.Note(Report(0, "1.0.0", "other"), Report(1, "1.0.0", "other"), Report(2, "1.0.0", "other"));

        var place = Assert.Single(await cluster.PlaceAsync(["unheard of"]));

        Assert.Contains(place, cluster.Addresses);
    }

    [Fact]
    public async Task Provider_WhoseCarrierIsNoMore_IsPlacedSomewhere()
    {
        var gone = SiloAddress.New(System.Net.IPAddress.Loopback, 1, 1).ToParsableString();
        cluster.Note(new SiloReport { Silo = gone, Adapters = [new AdapterReport("orphan", "1.0.0", "built_in", "")] });

        Assert.Contains(Assert.Single(await cluster.PlaceAsync(["orphan"])), cluster.Addresses);
    }

    [Fact]
    public async Task Providers_ThatAllSilosAskForAtOnce_AreSpreadEvenly()
    {
        cluster.Note(Report(0, "1.0.0", Providers), Report(1, "1.0.0", Providers), Report(2, "0.9.0", Providers));
        cluster.Configure(Providers);

        var places = await cluster.PlaceFromAllSilosAsync(Providers);

        Assert.Equal([10, 10], places.CountBy(place => place).Select(count => count.Value));
        Assert.DoesNotContain(cluster.Address(2), places);
    }

    [Fact]
    public async Task SiloGrain_RunsOnTheSiloOfItsKey()
    {
        foreach (var address in cluster.Addresses)
            Assert.Equal(address, await cluster.Client.GetGrain<ISiloLikeGrain>(address.ToParsableString()).WhereAsync());
    }

    [Theory]
    [InlineData("127.0.0.1:1@1", "The silo 127.0.0.1:1@1 is not in the cluster")]
    [InlineData("binance", "'binance' is no silo's address")]
    public async Task SiloGrain_OfNoSilo_SaysSo(string key, string problem)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => cluster.Client.GetGrain<ISiloLikeGrain>(key).WhereAsync());

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grains_ThatOwnSomething_CannotBeMovedByRebalancing()
    {
        var types = cluster.Services(0).GetRequiredService<IClusterManifestProvider>().LocalGrainManifest.Grains;
        var owners = types.Where(type => type.Value.Properties.TryGetValue(WellKnownGrainTypeProperties.TypeName, out var name)
            && (name is nameof(ProviderLikeGrain) or nameof(SiloLikeGrain) or nameof(ProviderRegistryGrain))).ToList();

        Assert.Equal(3, owners.Count);
        Assert.All(owners, type => Assert.Equal(((byte)Orleans.Placement.ImmovableKind.Any).ToString(), type.Value.Properties[WellKnownGrainTypeProperties.Immovable]));
    }

    private SiloReport Report(int silo, string version, params string[] providers) => new()
    {
        Silo = cluster.Address(silo).ToParsableString(),
        Adapters = [.. providers.Select(provider => new AdapterReport(provider, version, "built_in", ""))],
    };

    /// <summary>Three silos that know nothing but what a test tells them.</summary>
    public sealed class Silos : IAsyncLifetime
    {
        private InProcessTestCluster _cluster = null!;

        internal IClusterClient Client => _cluster.Client;

        internal IReadOnlyList<SiloAddress> Addresses => [.. _cluster.Silos.Select(silo => silo.SiloAddress)];

        public async Task InitializeAsync()
        {
            var builder = new InProcessTestClusterBuilder(3);
            builder.ConfigureSilo((_, silo) => silo.AddPlacement().AddMemoryGrainStorage(ClusterHosting.StorageName));
            _cluster = builder.Build();
            await _cluster.DeployAsync();
            await _cluster.WaitForLivenessToStabilizeAsync();
            await _cluster.WaitForClusterManifestToStabilizeAsync();
        }

        public async Task DisposeAsync() => await _cluster.DisposeAsync();

        internal SiloAddress Address(int silo) => _cluster.Silos[silo].SiloAddress;

        internal IServiceProvider Services(int silo) => _cluster.GetSiloServiceProvider(Address(silo));

        internal void Note(params SiloReport[] reports)
        {
            var book = reports.Aggregate(AdapterBook.Empty, (before, report) => before.With(report, DateTimeOffset.UnixEpoch));
            foreach (var map in Maps())
                map.Note(book.View(0, ""));
        }

        internal void Configure(string[] providers)
        {
            foreach (var map in Maps())
                map.NoteConfigured(providers);
        }

        internal Task<SiloAddress[]> PlaceAsync(string[] providers) =>
            Task.WhenAll(providers.Select(provider => Client.GetGrain<IProviderLikeGrain>(provider).WhereAsync()));

        /// <summary>As supervisors do: all at once, each silo in an order of its own.</summary>
        internal async Task<SiloAddress[]> PlaceFromAllSilosAsync(string[] providers)
        {
            await Task.WhenAll(Addresses.Select((_, silo) => Task.WhenAll(providers.Skip(silo * 7).Concat(providers.Take(silo * 7))
                .Select(provider => Services(silo).GetRequiredService<IGrainFactory>().GetGrain<IProviderLikeGrain>(provider).WhereAsync()))));
            return await PlaceAsync(providers);
        }

        private IEnumerable<AdapterMap> Maps() => Addresses.Select((_, silo) => Services(silo).GetRequiredService<AdapterMap>());
    }
}
