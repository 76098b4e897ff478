using System.Buffers;
using System.Net.WebSockets;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class FrameWriterTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 3, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(125, 1, 1)]
    [InlineData(126, 1, 1)]
    [InlineData(65_535, 1, 1)]
    [InlineData(65_536, 1, 1)]
    [InlineData(70_000, 7, 7)]
    [InlineData(10, 3, 3)]
    public async Task Append_AnyLengthAndFragments_IsReadByAnIndependentClient(int length, int fragments, int frames)
    {
        var payload = Enumerable.Range(0, length).Select(i => (byte)('a' + i % 26)).ToArray();
        var buffer = new ArrayBufferWriter<byte>();

        FrameWriter.AppendFragmented(buffer, Opcode.Text, payload, fragments);

        using var stream = new MemoryStream();
        stream.Write(buffer.WrittenSpan);
        stream.Position = 0;
        using var client = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions());
        var received = new byte[length + 1];
        var (count, parts) = (0, 0);
        ValueWebSocketReceiveResult result;
        do
        {
            result = await client.ReceiveAsync(received.AsMemory(count), default);
            count += result.Count;
            parts++;
        }
        while (!result.EndOfMessage);
        Assert.Equal(payload, received[..count]);
        Assert.Equal(frames, parts);
    }

    [Fact]
    public void AcceptKey_OfTheRfcsExample_IsTheRfcsAnswer()
        => Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Handshake.AcceptKey("dGhlIHNhbXBsZSBub25jZQ=="));
}
