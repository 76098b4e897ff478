using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>streaming_health.alerts</c>.</summary>
public sealed record AlertsConfig
{
    /// <summary>The channel that writes log lines.</summary>
    public const string LogChannel = "log";

    /// <summary>The channel that counts.</summary>
    public const string MetricsChannel = "metrics";

    /// <summary>The channel that posts to <see cref="WebhookUrl"/>.</summary>
    public const string WebhookChannel = "webhook";

    /// <summary><see cref="EscalationThreshold"/> unless told otherwise.</summary>
    public const int DefaultEscalationThreshold = 3;

    /// <summary>Largest <see cref="EscalationThreshold"/>.</summary>
    public const int MaxEscalationThreshold = 1_000;

    /// <summary><c>enabled</c>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>channels</c>: <c>log</c>, <c>metrics</c>, <c>webhook</c>.</summary>
    public ImmutableArray<string> Channels { get; init; } = [LogChannel];

    /// <summary><c>escalation_threshold</c>: how often a warning repeats until it is an error; from 1 to <see cref="MaxEscalationThreshold"/>.</summary>
    public int EscalationThreshold { get; init; } = DefaultEscalationThreshold;

    /// <summary><c>webhook_url</c>: where the channel <c>webhook</c> posts to; there whenever that channel is.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary><c>webhook_secret</c>: what the posts are signed with.</summary>
    public Secret? WebhookSecret { get; init; }
}
