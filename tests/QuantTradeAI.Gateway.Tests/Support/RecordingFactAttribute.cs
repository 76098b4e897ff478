namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>A test of a recording; skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordingFactAttribute : FactAttribute
{
    public RecordingFactAttribute(string recording)
    {
        if (RecordingFiles.Find(recording) is null)
            Skip = $"No recording {recording} in ../shared/recordings.";
    }
}
