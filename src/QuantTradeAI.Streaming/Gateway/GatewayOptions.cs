using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>What a <see cref="StreamingGateway"/> takes from its host; everything has a default.</summary>
public sealed record GatewayOptions
{
    /// <summary><see cref="StopTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultStopTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The adapters that configuration can name; those of <see cref="Discovery"/> by default.</summary>
    public IReadOnlyList<StreamingProviderAdapter>? Adapters { get; init; }

    /// <summary>A discovery that has been made, in place of the gateway's own; the gateway follows its switches while it runs.</summary>
    public ProviderDiscovery? Discovery { get; init; }

    /// <summary>The environment for placeholders and credentials, null for what is not set; the process's by default.</summary>
    public Func<string, string?>? Variables { get; init; }

    /// <summary>Where adapters come from when the host sees to them itself; in place of <see cref="Adapters"/>.</summary>
    public IAdapterCatalog? Catalog { get; init; }

    /// <summary>Whether a changed configuration file is taken into use while the gateway runs; a bad one never is.</summary>
    public bool FollowConfiguration { get; init; } = true;

    /// <summary>Another address for a provider than the configured one, such as a simulator's; null keeps the configured one.</summary>
    public Func<string, Uri?>? EndpointOverride { get; init; }

    /// <summary>Where log lines go; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of every deadline, wait and stamp.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Uniform from 0 to 1, thread-safe: jitter.</summary>
    public Func<double>? Random { get; init; }

    /// <summary>Where the state of providers is kept over a restart; as configured by default, see <see cref="StreamingConfig.Storage"/>.</summary>
    public Func<StorageConfig, IProviderStateStore>? OpenStorage { get; init; }

    /// <summary>Stopping ends by then, whatever venues and callbacks do.</summary>
    public TimeSpan StopTimeout { get; init; } = DefaultStopTimeout;

    /// <summary>For tests: accepts a server's certificate that no authority signed.</summary>
    internal System.Net.Security.RemoteCertificateValidationCallback? ValidateCertificate { get; init; }
}
