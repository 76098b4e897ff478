using System.Text;

namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>A writer whose lines can be waited for.</summary>
internal sealed class LineWriter : TextWriter
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly StringBuilder _open = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The finished lines.</summary>
    public string[] Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public string Text => string.Join('\n', Lines);

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value == '\n')
                EndLine();
            else if (value != '\r')
                _open.Append(value);
        }
    }

    /// <summary>The first line that fits, as soon as it is there.</summary>
    public async Task<string> WaitForAsync(Func<string, bool> fits, string what)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_lines.FirstOrDefault(fits) is { } line)
                    return line;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Waited {Deadline.TotalSeconds} s in vain for {what}; the output was:\n{Text}");
            }
        }
    }

    private void EndLine()
    {
        _lines.Add(_open.ToString());
        _open.Clear();
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.SetResult();
    }
}
