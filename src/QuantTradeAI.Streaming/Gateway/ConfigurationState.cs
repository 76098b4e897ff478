using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Which configuration is in use.</summary>
internal sealed class ConfigurationState(StreamingConfig first, TimeProvider clock)
{
    private readonly Lock _changing = new();
    private volatile StreamingConfig _config = first;
    private volatile ConfigurationStatus _status = new() { File = first.File, Version = 1, AppliedAt = clock.GetUtcNow() };

    public StreamingConfig Config => _config;

    public ConfigurationStatus Status => _status;

    public void NoteApplied(StreamingConfig config)
    {
        lock (_changing)
        {
            _config = config;
            _status = _status with { File = config.File, Version = _status.Version + 1, AppliedAt = clock.GetUtcNow(), Problems = [] };
        }
    }

    /// <summary>The newest configuration is the one in use.</summary>
    public void NoteUnchanged()
    {
        lock (_changing)
            _status = _status with { Problems = [] };
    }

    public void NoteRefused(string message)
    {
        ImmutableArray<string> problems = [.. message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        lock (_changing)
            _status = _status with { Problems = problems, Refusals = _status.Refusals + 1 };
    }
}
