using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public class ExactDecimalTests
{
    private const int Cases = 5_000;

    [Property(MaxTest = Cases, Arbitrary = [typeof(WellFormedNumbers)])]
    public void Text_WellFormed_IsReadExactlyOrRefused(NumberText number) => AssertAsExpected(number);

    [Property(MaxTest = Cases, Arbitrary = [typeof(MalformedNumbers)])]
    public void Text_OfAnyLetters_IsReadExactlyOrRefused(NumberText number) => AssertAsExpected(number);

    [Property(MaxTest = Cases)]
    public void Value_OfAnyParts_SurvivesTextAndDecimal(long seed, byte seedOfScale)
    {
        var value = new ExactDecimal(seed % (ExactDecimal.MaxMantissa + 1), seedOfScale % (ExactDecimal.MaxScale + 1));
        var text = value.ToString();
        Assert.True(ExactDecimal.TryParse(text, out var again));
        Assert.Equal(value, again);
        Assert.Equal(((decimal)value).ToString(CultureInfo.InvariantCulture), text);
        Assert.Equal(value.Scale, ((decimal)value).Scale);
    }

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("-0", 0, 0)]
    [InlineData("0.00000000", 0, 8)]
    [InlineData("0.3520", 3520, 4)]
    [InlineData("000.3520", 3520, 4)]
    [InlineData("-12.50", -1250, 2)]
    [InlineData("999999999999999999", ExactDecimal.MaxMantissa, 0)]
    [InlineData("-0.999999999999999999", -ExactDecimal.MaxMantissa, 18)]
    [InlineData("0.000000000000000001", 1, 18)]
    [InlineData("1e17", 100_000_000_000_000_000, 0)]
    [InlineData("1E-18", 1, 18)]
    [InlineData("1.5e1", 15, 0)]
    [InlineData("1.50e+1", 150, 1)]
    [InlineData("0e1000", 0, 0)]
    [InlineData("0.0000000000000000000001e10", 1, 12)]
    [InlineData("0000000000000000000000000000001", 1, 0)]
    public void Text_ThatFits_IsRead(string text, long mantissa, int scale)
    {
        Assert.True(ExactDecimal.TryParse(text, out var value));
        Assert.Equal((mantissa, scale), (value.Mantissa, value.Scale));
        AssertAsExpected(new NumberText(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-.5")]
    [InlineData("1.2.3")]
    [InlineData("0.-10000")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("null")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("1e-1001")]
    [InlineData("0e1001")]
    [InlineData("1e18")]
    [InlineData("1e-19")]
    [InlineData("1000000000000000000")]
    [InlineData("1.000000000000000000")]
    [InlineData("0.0000000000000000001")]
    [InlineData("18446744073709551616")]
    [InlineData("1e99999999999999999999")]
    [InlineData("١٢")]
    public void Text_ThatDoesNotFit_IsRefused(string text)
    {
        AssertAsExpected(new NumberText(text));
        Assert.False(ExactDecimal.TryParse(text, out var value));
        Assert.Equal(default, value);
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => ExactDecimal.Parse(text)).Message);
    }

    [Fact]
    public void Text_OfNull_IsRefused() => Assert.False(ExactDecimal.TryParse((string?)null, out _));

    [Theory]
    [InlineData(ExactDecimal.MaxMantissa + 1, 0)]
    [InlineData(-ExactDecimal.MaxMantissa - 1, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(1, 19)]
    [InlineData(1, -1)]
    public void Parts_OutsideTheLimits_Throw(long mantissa, int scale) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExactDecimal(mantissa, scale));

    [Fact]
    public void Format_IntoTooLittleRoom_WritesNothing()
    {
        var value = ExactDecimal.Parse("-0.352");
        Assert.False(value.TryFormat(new char[5], out var chars));
        Assert.False(value.TryFormat(new byte[5], out var bytes));
        Assert.Equal((0, 0), (chars, bytes));
        Assert.True(new ExactDecimal(-ExactDecimal.MaxMantissa, 18).ToString().Length <= ExactDecimal.MaxTextLength);
    }

    [Fact]
    public void Equality_OfTheSameAmountWithOtherZeros_IsFalseButDecimalsAreEqual()
    {
        var (one, other) = (ExactDecimal.Parse("1.0"), ExactDecimal.Parse("1.00"));
        Assert.NotEqual(one, other);
        Assert.Equal((decimal)one, other);
    }

    private static void AssertAsExpected(NumberText number)
    {
        var expected = number.Expected();
        var read = ExactDecimal.TryParse(number.Text.AsSpan(), out var value);
        Assert.Equal(expected is not null, read);
        Assert.Equal(read, ExactDecimal.TryParse(Encoding.UTF8.GetBytes(number.Text), out var fromUtf8));
        Assert.Equal(value, fromUtf8);
        if (expected is not { } parts)
            return;
        Assert.Equal(parts, (value.Mantissa, value.Scale));
        Assert.Equal(decimal.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture), value.ToDecimal());
        AssertFormatsAlike(value);
    }

    private static void AssertFormatsAlike(ExactDecimal value)
    {
        Span<char> chars = stackalloc char[ExactDecimal.MaxTextLength];
        Span<byte> bytes = stackalloc byte[ExactDecimal.MaxTextLength];
        Assert.True(value.TryFormat(chars, out var charCount));
        Assert.True(value.TryFormat(bytes, out var byteCount));
        Assert.Equal(value.ToString(), chars[..charCount].ToString());
        Assert.Equal(value.ToString(), Encoding.UTF8.GetString(bytes[..byteCount]));
        Assert.Equal(value.ToString(), $"{value}");
        Assert.Equal(value, ExactDecimal.Parse(value.ToString()));
    }
}
