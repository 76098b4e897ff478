using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;

namespace QuantTradeAI.Cluster.Registry;

/// <summary>The registry over its two books. Where storage fails it goes on with what it has in memory, and tries again.</summary>
[GrainType("quanttradeai-registry"), KeepAlive, Immovable]
internal sealed partial class ProviderRegistryGrain(
    [FromKeyedServices(ClusterHosting.StorageName)] IGrainStorage storage,
    IClusterMembershipService membership,
    TimeProvider clock,
    ILogger<ProviderRegistryGrain> logger) : Grain, IProviderRegistryGrain
{
    /// <summary>How often what storage refused is tried again.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private AdapterBook _adapters = AdapterBook.Empty;
    private ConfigurationBook _configuration = ConfigurationBook.Empty;
    private RegistryStore _store = null!;
    private string? _told;
    private string? _conflict;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _store = new RegistryStore(storage, this.GetGrainId(), clock);
        this.RegisterGrainTimer(KeepAsync, new GrainTimerCreationOptions(RetryInterval, RetryInterval) { Interleave = true });
        await KeepAsync();
    }

    public Task<RegistryView> ReportAsync(SiloReport report)
    {
        if (!SiloAddress.TryParse(report.Silo, out _))
            throw new ArgumentException($"'{report.Silo}' is no silo's address; expected what SiloAddress.ToParsableString gives.");
        if (!IsDead(report.Silo))
            _adapters = _adapters.With(report, clock.GetUtcNow());
        _configuration = _configuration.WithSeen(report.ConfigurationVersion);
        return GetAsync();
    }

    public async Task<ClusterConfiguration> OfferConfigurationAsync(ConfigurationOffer offer)
    {
        await ReadAsync();
        (var verdict, _configuration) = _configuration.Offer(offer);
        if (verdict == ConfigurationVerdict.Taken)
        {
            LogTaken(_configuration.Current.Version, offer.Silo);
            await KeepAsync();
            if (_conflict is not null)
                throw new InvalidOperationException($"The registry stands down, offer again: {_conflict}");
        }
        else if (verdict == ConfigurationVerdict.Outdated)
        {
            LogOutdated(offer.Silo, _configuration.Current.Version);
        }

        return _configuration.Current;
    }

    public async Task<ClusterConfiguration> GetConfigurationAsync()
    {
        await ReadAsync();
        return _configuration.Current;
    }

    public Task<RegistryView> GetAsync()
    {
        _adapters = _adapters.Without(IsDead, clock.GetUtcNow());
        return Task.FromResult(_store.IsRead
            ? _adapters.View(_configuration.Current.Version, _configuration.Hash)
            : _adapters.View(RegistryView.UnknownVersion, ""));
    }

    private bool IsDead(string silo) => membership.CurrentSnapshot.GetSiloStatus(SiloAddress.FromParsableString(silo)) == SiloStatus.Dead;

    /// <summary>Before anything is made of a configuration, it must be known which one there is.</summary>
    private async Task ReadAsync()
    {
        if (_store.IsRead)
            return;
        var read = await _store.ReadAsync();
        if (_configuration.Current.Version == 0)
            _configuration = read with { Seen = _configuration.Seen };
    }

    /// <summary>Has storage hold what is known here, if it does not yet.</summary>
    private async Task KeepAsync()
    {
        try
        {
            await ReadAsync();
            await _store.WriteAsync(_configuration);
            if (_told is not null)
                LogKept(_configuration.Current.Version);
            _told = null;
        }
        catch (InconsistentStateException error)
        {
            _conflict = error.Message;
            LogConflict(error.Message);
            DeactivateOnIdle();
        }
        catch (Exception error)
        {
            if (_told != error.Message)
                LogStorageFailed(RetryInterval.TotalSeconds, error);
            _told = error.Message;
        }
    }
}
