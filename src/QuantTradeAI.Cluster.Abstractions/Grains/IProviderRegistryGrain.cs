using Orleans.Concurrency;

namespace QuantTradeAI.Cluster;

/// <summary>The one registry, key 0: which adapters there are in which version on which silo, and the configuration that all are to follow.</summary>
[Alias("QuantTradeAI.Registry")]
public interface IProviderRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>A silo tells what it carries, every few seconds; the answer is what all silos carry. One that tells no more is forgotten.</summary>
    [Alias("Report")]
    Task<RegistryView> ReportAsync(SiloReport report);

    /// <summary>
    /// A silo has read another configuration: it is the cluster's from now on, with the next version, unless it is the same as that of now or as
    /// one of before that another has replaced (an old silo that restarts brings no old configuration back; see <see cref="ConfigurationOffer.IsChange"/>).
    /// </summary>
    [Alias("OfferConfiguration")]
    Task<ClusterConfiguration> OfferConfigurationAsync(ConfigurationOffer offer);

    /// <summary>The configuration of now; version 0 before the first offer.</summary>
    [AlwaysInterleave, Alias("GetConfiguration")]
    Task<ClusterConfiguration> GetConfigurationAsync();

    /// <summary>What is known now.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<RegistryView> GetAsync();
}
