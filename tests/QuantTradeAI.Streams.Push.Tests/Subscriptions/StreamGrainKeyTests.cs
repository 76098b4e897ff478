using System.Text;
using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Subscriptions;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamGrainKeyTests
{
    [Theory]
    [InlineData("push", "trades", "BTC-USD", "push/trades/BTC-USD")]
    [InlineData("push", null, "BTC-USD", "push//BTC-USD")]
    [InlineData("a/b", "trades/x", "50% ü", "a%2Fb/trades%2Fx/50%25%20%C3%BC")]
    public void Key_IsReadable_AndNamesTheStream(string provider, string? space, string name, string key)
    {
        var stream = StreamId.Create(space, name);

        Assert.Equal(key, StreamGrainKey.Of(provider, stream));
        Assert.Equal((provider, stream), StreamGrainKey.Parse(key));
        Assert.Equal((space, name), (StreamGrainKey.Parse(key).Stream.GetNamespace(), StreamGrainKey.Parse(key).Stream.GetKeyAsString()));
    }

    [Theory]
    [InlineData("push/trades")]
    [InlineData("push/trades/one/two")]
    [InlineData("push/trades/%4")]
    [InlineData("push/trades/%zz")]
    public void Key_OfSomethingElse_IsRefused(string key) => Assert.Throws<FormatException>(() => StreamGrainKey.Parse(key));

    [Property(MaxTest = 300)]
    public bool AnyBytes_AreFoundAgain(byte[] space, byte[] name, string provider)
    {
        if (name is not { Length: > 0 } || space is null || provider is null)
            return true;
        provider = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(provider));
        var stream = StreamId.Create(space, name);

        var (provider2, stream2) = StreamGrainKey.Parse(StreamGrainKey.Of(provider, stream));

        return provider == provider2 && stream == stream2 && stream.Namespace.Span.SequenceEqual(stream2.Namespace.Span);
    }
}
