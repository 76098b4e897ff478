namespace QuantTradeAI.Streaming.Simulator;

/// <summary>A line of a recording is not in the capture format.</summary>
public sealed class RecordingFormatException(string path, int line, string what) : FormatException($"{path}, line {line}: {what}")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
