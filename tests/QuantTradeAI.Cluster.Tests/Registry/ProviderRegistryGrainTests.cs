using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using QuantTradeAI.Cluster.Placement;

namespace QuantTradeAI.Cluster.Tests.Registry;

/// <summary>The registry in a cluster of two silos.</summary>
public sealed class ProviderRegistryGrainTests : IAsyncLifetime
{
    private readonly StorageSwitch _storage = new();
    private InProcessTestCluster _cluster = null!;

    private IProviderRegistryGrain Registry => _cluster.Client.GetGrain<IProviderRegistryGrain>(0);

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddPlacement();
            silo.AddMemoryGrainStorage("inner");
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                ClusterHosting.StorageName, (services, _) => new SwitchedStorage(services.GetRequiredKeyedService<IGrainStorage>("inner"), _storage));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Silos_ThatReport_SeeEachOthersAdaptersAndTheHighestVersion()
    {
        await Registry.ReportAsync(Report(0, "1.0.0"));
        var view = await Registry.ReportAsync(Report(1, "1.1.0"));

        Assert.Equal(2, view.Silos.Length);
        Assert.Equal("1.1.0", Assert.Single(view.Serving).Version);
        Assert.Equal(0, view.ConfigurationVersion);
    }

    [Fact]
    public async Task Silo_ThatDied_IsForgottenBeforeItsTime()
    {
        await Registry.ReportAsync(Report(0, "1.0.0"));
        await Registry.ReportAsync(Report(1, "1.1.0"));
        var dead = _cluster.Silos[1].SiloAddress.ToParsableString();

        await _cluster.StopSiloAsync(_cluster.Silos[1]);
        await _cluster.WaitForLivenessToStabilizeAsync();
        var view = await Registry.ReportAsync(Report(0, "1.0.0"));

        Assert.DoesNotContain(view.Silos, silo => silo.Silo == dead);
        Assert.Equal("1.0.0", Assert.Single(view.Serving).Version);
    }

    [Fact]
    public async Task Report_OfWhatIsNoSilo_IsRefused()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Registry.ReportAsync(new SiloReport { Silo = "S127.0.0.1:1:1", Adapters = [] }));

        Assert.Contains("is no silo's address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_ThatWasTaken_SurvivesTheRegistry()
    {
        await Registry.OfferConfigurationAsync(Offer("a"));
        await Registry.OfferConfigurationAsync(Offer("b"));
        await Registry.OfferConfigurationAsync(Offer("b"));

        await _cluster.DeactivateAsync(Registry);

        Assert.Equal(("b", 2), ((await Registry.GetConfigurationAsync()).Files[0].Text, (await Registry.GetAsync()).ConfigurationVersion));
        Assert.Equal(2, (await Registry.OfferConfigurationAsync(Offer("a"))).Version);
        Assert.Equal(2, _storage.Writes);
    }

    [Fact]
    public async Task Reports_AndOffersThatChangeNothing_WriteNothing()
    {
        for (var i = 0; i < 5; i++)
            await Registry.ReportAsync(Report(0, $"1.0.{i}"));

        Assert.Equal(0, _storage.Writes);
    }

    [Fact]
    public async Task Storage_ThatRefuses_IsTriedAgainWhileTheConfigurationIsInUse()
    {
        await Registry.GetAsync();
        _storage.Failure = new IOException("the disk is full");

        var taken = await Registry.OfferConfigurationAsync(Offer("a"));
        Assert.Equal((1, 0), (taken.Version, _storage.Writes));
        Assert.Equal(1, (await Registry.ReportAsync(Report(0, "1.0.0"))).ConfigurationVersion);

        _storage.Failure = null;
        await _storage.WrittenAsync();
        await _cluster.DeactivateAsync(Registry);
        Assert.Equal("a", (await Registry.GetConfigurationAsync()).Files[0].Text);
    }

    [Fact]
    public async Task Storage_ThatCannotBeRead_LeavesAdaptersKnownAndTheVersionUnknown()
    {
        await Registry.OfferConfigurationAsync(Offer("a"));
        _storage.Failure = new IOException("no disk");
        await _cluster.DeactivateAsync(Registry);

        var view = await Registry.ReportAsync(Report(0, "1.0.0"));
        Assert.Equal((1, RegistryView.UnknownVersion), (view.Serving.Length, view.ConfigurationVersion));
        await Assert.ThrowsAsync<IOException>(() => Registry.OfferConfigurationAsync(Offer("b")));

        _storage.Failure = null;
        Assert.Equal(2, (await Registry.OfferConfigurationAsync(Offer("b"))).Version);
    }

    [Fact]
    public async Task Storage_ThatHangs_HoldsNobodyUpForLong()
    {
        await Registry.GetAsync();
        _storage.Hanging = new TaskCompletionSource();

        Assert.Equal(1, (await Registry.OfferConfigurationAsync(Offer("a")).WaitAsync(TimeSpan.FromSeconds(20))).Version);

        _storage.Hanging.SetResult();
        _storage.Hanging = null;
        await _storage.WrittenAsync();
        Assert.Equal(2, (await Registry.OfferConfigurationAsync(Offer("b"))).Version);
    }

    [Fact]
    public async Task Registry_ThatLosesTheRaceForItsState_StandsDown()
    {
        await Registry.OfferConfigurationAsync(Offer("a"));
        _storage.Failure = new InconsistentStateException("somebody else wrote");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Registry.OfferConfigurationAsync(Offer("b")));
        _storage.Failure = null;

        Assert.Equal("a", (await Registry.GetConfigurationAsync()).Files[0].Text);
        Assert.Equal(2, (await Registry.OfferConfigurationAsync(Offer("b"))).Version);
    }

    private SiloReport Report(int silo, string version) =>
        new() { Silo = _cluster.Silos[silo].SiloAddress.ToParsableString(), Adapters = [new AdapterReport("binance", version, "built_in", "")] };

    private static ConfigurationOffer Offer(string text) => new("silo", "main.yaml", [new ConfigurationFile("main.yaml", text)], IsChange: false);
}
