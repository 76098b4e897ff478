namespace QuantTradeAI.Streaming.Simulator.Tests;

/// <summary>A fact over a recording, skipped by name where the recordings are not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute(string file)
    {
        if (RecordingFiles.Find(file) is null)
            Skip = $"{RecordingFiles.Folder}/{file} is not beside the repository";
    }
}
