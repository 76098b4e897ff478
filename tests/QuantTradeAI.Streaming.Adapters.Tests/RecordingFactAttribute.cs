namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>A test of a recording; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordingFactAttribute : FactAttribute
{
    public RecordingFactAttribute(string recording)
    {
        if (Recording.Find(recording) is null)
            Skip = $"No recording {recording} in ../shared/recordings.";
    }
}
