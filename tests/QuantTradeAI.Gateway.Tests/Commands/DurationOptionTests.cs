using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Gateway.Tests.Commands;

public sealed class DurationOptionTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("10s", 10)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2m", 120)]
    [InlineData("1h", 3600)]
    public void TryParse_ANumberWithAUnit_IsRead(string text, double seconds)
    {
        Assert.True(DurationOption.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("10")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("10 s")]
    [InlineData("10S")]
    [InlineData("1..5s")]
    [InlineData("999999999999h")]
    [InlineData("721h")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(DurationOption.TryParse(text, out _));
}
