using System.Collections.Immutable;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Client.Running;

/// <summary>The providers that a cluster's configuration names.</summary>
internal static class ConfiguredProviders
{
    /// <exception cref="CommandFailedException">The cluster has no configuration yet.</exception>
    public static ImmutableArray<string> Of(ClusterConfiguration configuration)
    {
        if (configuration.Files.FirstOrDefault(file => file.Name == configuration.Main) is not { } main)
            throw new CommandFailedException("the cluster has no configuration yet; its silos offer one when they start");
        return ProviderNamesReader.Parse(main.Name, main.Text);
    }
}
