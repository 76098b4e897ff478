using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

/// <summary>A text that may be a number, and what exact arithmetic says of it.</summary>
public sealed partial record NumberText(string Text)
{
    private const int MaxExponent = 1_000;

    /// <summary>Well-formed texts, near and beyond every limit.</summary>
    public static Arbitrary<NumberText> WellFormed() => (
        from sign in Gen.Elements("", "-")
        from zeros in Gen.Elements("", "", "0", "000")
        from whole in Digits(1, 20)
        from point in Gen.Elements(".", ".", "")
        from fraction in Digits(1, 20)
        from trailing in Gen.Elements("", "0", "0000")
        from exponent in Gen.Elements("", "", "", "e0", "E+1", "e5", "e-5", "E-17", "e18", "e-18", "e0003", "e1000", "e1001", "e-1001")
        select new NumberText($"{sign}{zeros}{whole}{point}{(point.Length > 0 ? fraction + trailing : "")}{exponent}")).ToArbitrary();

    /// <summary>Texts of a number's letters in any order.</summary>
    public static Arbitrary<NumberText> Malformed() =>
        Gen.Elements("0123456789012345.-+eE ,x∞\u0660".ToCharArray()).ListOf().Select(letters => new NumberText(string.Concat(letters))).ToArbitrary();

    /// <summary>The mantissa and the scale by the grammar and the limits; null when it is to be refused.</summary>
    public (long Mantissa, int Scale)? Expected()
    {
        var parts = Grammar().Match(Text);
        if (!parts.Success)
            return null;
        var fraction = parts.Groups["fraction"].Value;
        var exponent = parts.Groups["exponent"] is { Success: true, Value: var digits } ? BigInteger.Parse(digits, CultureInfo.InvariantCulture) : 0;
        if (BigInteger.Abs(exponent) > MaxExponent)
            return null;
        var mantissa = BigInteger.Parse(parts.Groups["whole"].Value + fraction, CultureInfo.InvariantCulture);
        var scale = fraction.Length - (int)exponent;
        if (scale < 0)
            (mantissa, scale) = (mantissa * BigInteger.Pow(10, -scale), 0);
        if (mantissa > ExactDecimal.MaxMantissa || scale > ExactDecimal.MaxScale)
            return null;
        return ((long)(Text[0] == '-' ? -mantissa : mantissa), scale);
    }

    private static Gen<string> Digits(int least, int most) =>
        from length in Gen.Choose(least, most)
        from digits in Gen.Choose(0, 9).ArrayOf(length)
        select string.Concat(digits);

    [GeneratedRegex(@"^-?(?<whole>[0-9]+)(\.(?<fraction>[0-9]+))?([eE](?<exponent>[+-]?[0-9]+))?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
