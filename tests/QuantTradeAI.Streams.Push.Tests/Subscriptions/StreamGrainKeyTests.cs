using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamGrainKeyTests
{
    [Theory]
    [InlineData("push", "trades", "BTC-USD", "push/trades/BTC-USD")]
    [InlineData("push", null, "BTC-USD@binance", "push//BTC-USD%40binance")]
    [InlineData("my/own", "a/b", "ü %", "my%2Fown/a%2Fb/%C3%BC%20%25")]
    public void Keys_AreReadable_AndReadBack(string provider, string? streamNamespace, string key, string expected)
    {
        var stream = StreamId.Create(streamNamespace, key);

        Assert.Equal(expected, StreamGrainKey.Of(provider, stream));
        Assert.Equal((provider, stream), StreamGrainKey.Parse(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("push/trades")]
    [InlineData("a/b/c/d")]
    [InlineData("push/trades/%4")]
    [InlineData("push/trades/%zz")]
    public void Keys_OfNoStream_AreRefused(string key) => Assert.Throws<FormatException>(() => StreamGrainKey.Parse(key));

    /// <summary>Namespaces and keys need not be text.</summary>
    [Property(MaxTest = 300)]
    public bool AnyBytes_ReadBack(byte[] streamNamespace, byte[] key)
    {
        if (streamNamespace is null || key is not { Length: > 0 })
            return true;
        var stream = StreamId.Create(streamNamespace, key);

        var (_, again) = StreamGrainKey.Parse(StreamGrainKey.Of("push", stream));

        return stream == again && stream.Namespace.Span.SequenceEqual(again.Namespace.Span);
    }
}
