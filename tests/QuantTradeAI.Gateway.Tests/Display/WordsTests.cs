using QuantTradeAI.Gateway.Display;

namespace QuantTradeAI.Gateway.Tests.Display;

public sealed class WordsTests
{
    [Theory]
    [InlineData("64000.12000000", "64000.12")]
    [InlineData("0.00001230", "0.0000123")]
    [InlineData("150.00000000", "150.00")]
    [InlineData("150.5", "150.5")]
    [InlineData("985", "985")]
    public void Number_WithPaddingZeros_LosesThem(string exact, string expected) => Assert.Equal(expected, Words.Number(exact));

    [Theory]
    [InlineData(0.4, "0 us")]
    [InlineData(999, "999 us")]
    [InlineData(1_500, "1.5 ms")]
    [InlineData(250_000, "250 ms")]
    [InlineData(2_500_000, "2.5 s")]
    [InlineData(120_000_000, "2 min")]
    [InlineData(3.6e9, "over 1 h")]
    public void Micros_OfAnySize_HaveAFittingUnit(double micros, string expected) => Assert.Equal(expected, Words.Micros(micros));

    [Theory]
    [InlineData(0.04, "0.0s")]
    [InlineData(59.9, "59.9s")]
    [InlineData(600, "10m")]
    [InlineData(7200, "2h")]
    public void Age_OfAnySize_HasAFittingUnit(double seconds, string expected) => Assert.Equal(expected, Words.Age(seconds));
}
