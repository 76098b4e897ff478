using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>
/// Where it is written which grain runs where. Orleans' default loses what a silo that goes had written down, and ends those grains on all silos;
/// the one used here asks the others for it, so that nothing ends that need not.
/// </summary>
internal static class DirectoryHosting
{
    /// <summary>
    /// Grains of a silo that died begin elsewhere at once. Orleans would hold them back for a time in which a silo that was declared dead may still
    /// run; here epochs keep such a one off.
    /// </summary>
    public static ISiloBuilder AddDirectory(this ISiloBuilder silo)
    {
        silo.Services.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TimeSpan.Zero);
#pragma warning disable ORLEANSEXP003 // Marked experimental in 10.3; the tests that kill silos hold it against what it is used for.
        return silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }
}
