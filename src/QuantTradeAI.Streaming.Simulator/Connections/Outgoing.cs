namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One thing for the writer of a connection to do: a frame to send, or a job that has the stream to itself.</summary>
internal readonly record struct Outgoing(Opcode Opcode, byte[] Payload, Func<Stream, CancellationToken, Task>? Job = null, TaskCompletionSource? Done = null)
{
    public static Outgoing Text(byte[] payload) => new(Opcode.Text, payload);

    /// <summary>Completes <paramref name="done"/> when all that was queued before is written.</summary>
    public static Outgoing Mark(TaskCompletionSource done) => new(Opcode.Text, [], static (_, _) => Task.CompletedTask, done);
}
