using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>Tells what has happened to alerts on the configured channels. Never waits, never throws. May be called from any thread.</summary>
internal sealed partial class AlertDispatcher(AlertsConfig config, TimeProvider clock, Func<double> random, ILogger logger) : IAsyncDisposable
{
    private readonly ILogger _logger = logger;
    private readonly WebhookSender _webhook = new(config, clock, random, logger);
    private readonly Lock _counting = new();
    private volatile AlertsConfig _config = config;
    private ImmutableSortedDictionary<string, long> _raised = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>How often each rule began to fire while the channel <c>metrics</c> was on.</summary>
    public ImmutableSortedDictionary<string, long> Raised => Volatile.Read(ref _raised);

    /// <summary>What could not be delivered, by channel.</summary>
    public ImmutableSortedDictionary<string, long> ChannelFailures =>
        _webhook.Failures is var failures and > 0 ? Raised.Clear().Add(AlertsConfig.WebhookChannel, failures) : Raised.Clear();

    /// <summary>By other channels from now on.</summary>
    public void Configure(AlertsConfig changed)
    {
        _config = changed;
        _webhook.Configure(changed);
    }

    public void Dispatch(ImmutableArray<AlertTransition> changes)
    {
        var channels = _config.Channels;
        foreach (var change in changes)
        {
            if (channels.Contains(AlertsConfig.LogChannel))
                Log(change);
            if (channels.Contains(AlertsConfig.MetricsChannel) && change.Change == AlertChange.Fired)
                Count(change.Alert.Rule);
            if (channels.Contains(AlertsConfig.WebhookChannel))
                _webhook.Post(change.Alert);
        }
    }

    public ValueTask DisposeAsync() => _webhook.DisposeAsync();

    private void Count(string rule)
    {
        lock (_counting)
            Volatile.Write(ref _raised, _raised.SetItem(rule, _raised.GetValueOrDefault(rule) + 1));
    }

    private void Log(AlertTransition change)
    {
        var alert = change.Alert;
        var lasted = (alert.UpdatedAt - alert.Since).TotalSeconds;
        switch (change.Change)
        {
            case AlertChange.Fired when alert.Severity == AlertSeverity.Error:
                FiredAsError(alert.Subject, alert.Rule, alert.Message);
                break;
            case AlertChange.Fired:
                Fired(alert.Subject, alert.Rule, alert.Message);
                break;
            case AlertChange.Escalated:
                Escalated(alert.Subject, alert.Rule, alert.Message, alert.Repeats, lasted);
                break;
            default:
                Resolved(alert.Subject, alert.Rule, alert.Message, lasted);
                break;
        }
    }
}
