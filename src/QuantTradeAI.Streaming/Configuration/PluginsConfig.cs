using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>plugins</c>: adapters that are loaded from folders.</summary>
public sealed record PluginsConfig
{
    /// <summary><see cref="PollInterval"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultPollInterval = TimeSpan.FromSeconds(5);

    /// <summary><c>directories</c>: folders with a folder for each plugin, by full path; in the file they are relative to it. None loads none.</summary>
    public ImmutableArray<string> Directories { get; init; } = [];

    /// <summary><c>reload</c>: whether changed folders are loaded while running; off by default.</summary>
    public bool Reload { get; init; }

    /// <summary><c>poll_interval</c>: how often folders are looked at, besides being watched; from a second to a day.</summary>
    public TimeSpan PollInterval { get; init; } = DefaultPollInterval;

    /// <summary><c>allow</c>: SHA-256 of the manifests that may be loaded, in hexadecimal; empty allows all.</summary>
    public ImmutableArray<string> Allow { get; init; } = [];
}
