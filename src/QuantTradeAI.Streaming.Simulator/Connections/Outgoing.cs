using System.Text;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One thing for the writer of a connection to do: a frame to send, or a job that has the stream to itself.</summary>
internal readonly record struct Outgoing(
    Opcode Opcode,
    ReadOnlyMemory<byte> Payload,
    Func<Stream, CancellationToken, Task>? Job = null,
    TaskCompletionSource? Done = null)
{
    public static Outgoing Text(ReadOnlyMemory<byte> payload) => new(Opcode.Text, payload);

    public static Outgoing Close(ushort code, string reason)
        => new(Opcode.Close, (byte[])[(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>Completes <paramref name="done"/> when all that was queued before is written.</summary>
    public static Outgoing Mark(TaskCompletionSource done) => new(Opcode.Text, default, static (_, _) => Task.CompletedTask, done);
}
