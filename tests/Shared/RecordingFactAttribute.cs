namespace QuantTradeAI.Tests;

/// <summary>A test of a capture; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordingFactAttribute : FactAttribute
{
    public RecordingFactAttribute(string recording)
    {
        if (RecordingFiles.Find(recording) is null)
            Skip = $"No recording {recording} in ../shared/recordings.";
    }
}
