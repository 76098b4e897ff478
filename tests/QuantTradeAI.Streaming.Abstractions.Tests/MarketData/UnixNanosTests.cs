using FsCheck.Xunit;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public class UnixNanosTests
{
    [Theory]
    [InlineData(0, "-")]
    [InlineData(1, "1970-01-01T00:00:00.000000001Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999999Z")]
    [InlineData(1_618_677_810_244_075_000, "2021-04-17T16:43:30.244075000Z")]
    [InlineData(long.MaxValue, "2262-04-11T23:47:16.854775807Z")]
    [InlineData(long.MinValue, "1677-09-21T00:12:43.145224192Z")]
    public void Text_HasNineDigits(long nanos, string text) => Assert.Equal(text, new UnixNanos(nanos).ToString());

    [Property]
    public void Time_OfAnyTick_SurvivesBothWays(long seed)
    {
        var nanos = new UnixNanos(seed - seed % UnixNanos.PerTick);
        Assert.Equal(nanos, UnixNanos.From(nanos.ToDateTimeOffset()));
    }

    [Fact]
    public void Time_OfAnOffset_IsTheSamePoint()
    {
        var time = new DateTimeOffset(2021, 4, 17, 18, 43, 30, TimeSpan.FromHours(2));
        Assert.Equal("2021-04-17T16:43:30.000000000Z", UnixNanos.From(time).ToString());
    }

    [Fact]
    public void Time_BeyondTheRange_Throws()
    {
        Assert.Throws<OverflowException>(() => UnixNanos.From(DateTimeOffset.MaxValue));
        Assert.Throws<OverflowException>(() => UnixNanos.From(DateTimeOffset.MinValue));
    }

    [Fact]
    public void Difference_IsCutToTicks()
    {
        Assert.Equal(TimeSpan.FromTicks(3), new UnixNanos(1_399) - new UnixNanos(1_000));
        Assert.Equal(TimeSpan.FromTicks(-3), new UnixNanos(1_000) - new UnixNanos(1_399));
    }

    [Fact]
    public void Order_IsThatOfTime()
    {
        Assert.True(new UnixNanos(1).CompareTo(new UnixNanos(2)) < 0);
        Assert.True(UnixNanos.Absent.IsAbsent);
        Assert.False(new UnixNanos(1).IsAbsent);
    }

    [Fact]
    public void Now_IsTheClocks() => Assert.Equal(5, UnixNanos.Now(new FixedClock()).ToDateTimeOffset().Minute);

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 5, 0, TimeSpan.Zero);
    }

    [Fact]
    public void Operators_CompareTimes()
    {
        var (earlier, later) = (new UnixNanos(1), new UnixNanos(2));
        Assert.True(earlier < later && later > earlier && earlier <= later && later >= earlier);
        Assert.False(later < earlier || earlier > later || later <= earlier || earlier >= later);
    }
}
