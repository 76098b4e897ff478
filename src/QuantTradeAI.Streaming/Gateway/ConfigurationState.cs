using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Which configuration is in use.</summary>
internal sealed class ConfigurationState(StreamingConfig first, TimeProvider clock)
{
    private volatile ConfigurationStatus _status = new() { File = first.File, Version = 1, AppliedAt = clock.GetUtcNow() };

    public StreamingConfig Config { get; private set; } = first;

    public ConfigurationStatus Status => _status;

    public void NoteApplied(StreamingConfig config)
    {
        Config = config;
        _status = _status with { File = config.File, Version = _status.Version + 1, AppliedAt = clock.GetUtcNow(), Problems = [] };
    }

    public void NoteRefused(string message)
    {
        ImmutableArray<string> problems = [.. message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        _status = _status with { Problems = problems, Refusals = _status.Refusals + 1 };
    }
}
