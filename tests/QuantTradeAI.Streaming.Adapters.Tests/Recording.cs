using System.Text;

namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>Reads captures without the simulator's help.</summary>
internal static class Recording
{
    /// <summary>The frames that the venue sent: lines of the form <c>time: frame</c>.</summary>
    public static IEnumerable<byte[]> Frames(string name)
    {
        foreach (var line in File.ReadLines(RecordingFiles.Find(name)!))
        {
            var at = line.IndexOf(": ", StringComparison.Ordinal);
            if (at > 0 && char.IsAsciiDigit(line[0]))
                yield return Encoding.UTF8.GetBytes(line[(at + 2)..]);
        }
    }
}
