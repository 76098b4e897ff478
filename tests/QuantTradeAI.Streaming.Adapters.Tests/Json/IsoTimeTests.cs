using System.Globalization;
using System.Text;
using QuantTradeAI.Streaming.Adapters.Json;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Adapters.Tests.Json;

public class IsoTimeTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("1970-01-01T00:00:00.000000001Z", 1)]
    [InlineData("2021-04-17T16:43:30.244075Z", 1_618_677_810_244_075_000)]
    [InlineData("2021-04-17T16:43:30.2Z", 1_618_677_810_200_000_000)]
    [InlineData("2000-02-29T23:59:59.999999999Z", 951_868_799_999_999_999)]
    [InlineData("2262-04-11T23:47:16.854775807Z", long.MaxValue)]
    public void Text_ThatIsATime_IsReadToTheNanosecond(string text, long nanos)
    {
        Assert.True(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal(nanos, time.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Z")]
    [InlineData("0001-01-01T00:00:00.000000Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("2262-04-11T23:47:16.854775808Z")]
    [InlineData("2262-04-12T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    [InlineData("2021-02-29T00:00:00Z")]
    [InlineData("2100-02-29T00:00:00Z")]
    [InlineData("2021-00-01T00:00:00Z")]
    [InlineData("2021-13-01T00:00:00Z")]
    [InlineData("2021-01-00T00:00:00Z")]
    [InlineData("2021-01-32T00:00:00Z")]
    [InlineData("2021-01-01T24:00:00Z")]
    [InlineData("2021-01-01T00:60:00Z")]
    [InlineData("2021-01-01T00:00:60Z")]
    [InlineData("2021-01-01T00:00:00.Z")]
    [InlineData("2021-01-01T00:00:00.1234567890Z")]
    [InlineData("2021-01-01T00:00:00.12x4Z")]
    [InlineData("2021-01-01T00:00:00,5Z")]
    [InlineData("2021-01-01T00:00:00")]
    [InlineData("2021-01-01T00:00:00z")]
    [InlineData("2021-01-01T00:00:00+00:00")]
    [InlineData("2021-01-01 00:00:00Z")]
    [InlineData("2021/01/01T00:00:00Z")]
    [InlineData("-021-01-01T00:00:00Z")]
    [InlineData("2021-1-01T00:00:00.00Z")]
    [InlineData("20a1-01-01T00:00:00Z")]
    public void Text_ThatIsNone_IsRefused(string text) => Assert.False(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Text_OfRandomTimes_IsReadAsThePlatformDoes()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var ticks = random.NextInt64(DateTime.UnixEpoch.Ticks, new DateTime(2262, 4, 11, 0, 0, 0, DateTimeKind.Utc).Ticks);
            var expected = new DateTimeOffset(ticks, TimeSpan.Zero);
            var text = expected.ToString(random.Next(2) == 0 ? "yyyy-MM-ddTHH:mm:ss.fffffffZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
            Assert.True(IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out var time), text);
            Assert.Equal(UnixNanos.From(expected), time);
        }
    }
}
