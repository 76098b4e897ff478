using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Where <see cref="ProviderDiscovery"/> looks, and what it allows.</summary>
public sealed record DiscoveryOptions
{
    /// <summary><see cref="AdapterTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultAdapterTimeout = TimeSpan.FromSeconds(10);

    /// <summary><see cref="SwitchTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultSwitchTimeout = TimeSpan.FromMinutes(1);

    /// <summary><see cref="UnloadTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultUnloadTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Folders with a folder for each plugin; none by default.</summary>
    public ImmutableArray<string> PluginDirectories { get; init; } = [];

    /// <summary>SHA-256 of the manifests that may be loaded, in hexadecimal; empty allows all.</summary>
    public ImmutableArray<string> AllowedManifests { get; init; } = [];

    /// <summary>Loading a plugin, and making one of its adapters, ends by then.</summary>
    public TimeSpan AdapterTimeout { get; init; } = DefaultAdapterTimeout;

    /// <summary>Each host has let go of an old version by then.</summary>
    public TimeSpan SwitchTimeout { get; init; } = DefaultSwitchTimeout;

    /// <summary>How long an unloaded version is waited for to leave memory.</summary>
    public TimeSpan UnloadTimeout { get; init; } = DefaultUnloadTimeout;

    /// <summary>What plugins may cost.</summary>
    public PluginLimits Limits { get; init; } = PluginLimits.Default;

    /// <summary>The clock of every deadline.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where log lines go; nowhere by default.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>As a configuration's <c>plugins</c> section says.</summary>
    public static DiscoveryOptions Of(PluginsConfig plugins) => new() { PluginDirectories = plugins.Directories, AllowedManifests = plugins.Allow };

    /// <summary>For tests: these instead of the built-in adapters.</summary>
    internal IReadOnlyList<Type>? BuiltIns { get; init; }
}
