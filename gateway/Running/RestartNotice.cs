using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Says which changed keys are taken into use with the next start only, whenever that is other news than before.</summary>
internal sealed class RestartNotice(StreamingConfig started, Action<string> say)
{
    private string _told = "";

    public void Check(StreamingConfig now)
    {
        var keys = string.Join(", ", Changed(now));
        if (keys == _told)
            return;
        _told = keys;
        say(keys.Length > 0
            ? $"Configuration: restart to use what changed in {keys}; until then it is as at the start."
            : "Configuration: no change waits for a restart any more.");
    }

    private IEnumerable<string> Changed(StreamingConfig now)
    {
        if (now.Health.Api != started.Health.Api)
            yield return "streaming_health.api";
        if (now.Health.Metrics != started.Health.Metrics)
            yield return "streaming_health.metrics";
        if (now.Storage != started.Storage)
            yield return "streaming.storage";
    }
}
