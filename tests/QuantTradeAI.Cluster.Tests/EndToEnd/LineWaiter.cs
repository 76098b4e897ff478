using System.Text;
using QuantTradeAI.Streaming.EndToEnd;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>Takes lines in place of the console, and lets a test wait for one.</summary>
internal sealed class LineWaiter : TextWriter
{
    private readonly Lock _changing = new();
    private readonly List<string> _lines = [];
    private (string Part, TaskCompletionSource<string> Line)? _waiting;

    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        lock (_changing)
        {
            _lines.Add(value ?? "");
            if (_waiting is { } waiting && _lines[^1].Contains(waiting.Part, StringComparison.Ordinal))
                waiting.Line.TrySetResult(_lines[^1]);
        }
    }

    public async Task<string> WaitAsync(string part)
    {
        var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            if (_lines.Find(one => one.Contains(part, StringComparison.Ordinal)) is { } known)
                return known;
            _waiting = (part, line);
        }

        await Patience.For(line.Task, () => $"a line with {part}; there were {string.Join(" | ", _lines.TakeLast(5))}");
        return await line.Task;
    }
}
