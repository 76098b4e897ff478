using System.Text;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>A writer whose first line can be waited for.</summary>
internal sealed class FirstLine : TextWriter
{
    private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Encoding Encoding => Encoding.UTF8;

    public Task<string> Task => _line.Task;

    public override void WriteLine(string? value) => _line.TrySetResult(value ?? "");
}
