using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>
/// A price or a size exactly as the venue wrote it: a 64-bit mantissa and a decimal scale.
/// At most 18 significant digits and a scale of 0 to 18; text that does not fit is refused, never rounded.
/// Trailing zeros survive. Two values are equal when mantissa and scale are; compare amounts as <see cref="decimal"/>.
/// </summary>
public readonly record struct ExactDecimal : ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>The largest magnitude of a mantissa: 18 nines.</summary>
    public const long MaxMantissa = 999_999_999_999_999_999;

    /// <summary>The largest scale.</summary>
    public const int MaxScale = 18;

    /// <summary>The longest text that <see cref="ToString()"/> makes: sign, 19 digits, point.</summary>
    public const int MaxTextLength = 21;

    private readonly long _mantissa;
    private readonly byte _scale;

    /// <summary>Makes <c>mantissa / 10^scale</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 18 digits, or a scale outside 0 to 18.</exception>
    public ExactDecimal(long mantissa, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mantissa, MaxMantissa);
        ArgumentOutOfRangeException.ThrowIfLessThan(mantissa, -MaxMantissa);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)scale, (uint)MaxScale, nameof(scale));
        _mantissa = mantissa;
        _scale = (byte)scale;
    }

    private ExactDecimal(long mantissa, byte scale)
    {
        _mantissa = mantissa;
        _scale = scale;
    }

    /// <summary>The digits as one integer, with the sign.</summary>
    public long Mantissa => _mantissa;

    /// <summary>How many of the digits stand behind the decimal point.</summary>
    public int Scale => _scale;

    /// <summary>For parts that were validated when they were first made.</summary>
    internal static ExactDecimal FromParts(long mantissa, byte scale) => new(mantissa, scale);

    /// <summary>The same amount with the same scale.</summary>
    public decimal ToDecimal()
    {
        var magnitude = (ulong)Math.Abs(_mantissa);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, _mantissa < 0, _scale);
    }

    /// <summary>The same amount with the same scale.</summary>
    public static implicit operator decimal(ExactDecimal value) => value.ToDecimal();

    /// <summary>
    /// Reads a number in JSON's grammar, leading zeros allowed: <c>-?digits[.digits][(e|E)[+|-]digits]</c>.
    /// False for anything else, for what needs more than 18 significant digits or a scale above 18, and for an exponent beyond 1000 either way.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ExactDecimal value) => TryParseCore(utf8, out value);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out ExactDecimal)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactDecimal value) => TryParseCore(text, out value);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out ExactDecimal)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, out ExactDecimal value) => TryParseCore(text.AsSpan(), out value);

    /// <summary>Reads a number as <see cref="TryParse(ReadOnlySpan{char}, out ExactDecimal)"/> does.</summary>
    /// <exception cref="FormatException">The text is no number, or does not fit.</exception>
    public static ExactDecimal Parse(string text) =>
        TryParse(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is no decimal number of at most 18 digits with at most 18 behind the point.");

    /// <summary>The plain text, trailing zeros kept, no exponent: <c>0.3520</c>.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxTextLength];
        return new string(text[..Write(text)]);
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <summary>Writes the text of <see cref="ToString()"/>; <paramref name="format"/> and <paramref name="provider"/> play no part.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        return Copy(text[..Write(text)], destination, out charsWritten);
    }

    /// <inheritdoc cref="TryFormat(Span{char}, out int, ReadOnlySpan{char}, IFormatProvider?)"/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        return Copy(text[..Write(text)], utf8Destination, out bytesWritten);
    }

    private static bool Copy<T>(ReadOnlySpan<T> text, Span<T> destination, out int written)
    {
        var fits = text.TryCopyTo(destination);
        written = fits ? text.Length : 0;
        return fits;
    }

    private int Write<T>(Span<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<T> reversed = stackalloc T[MaxTextLength];
        var length = 0;
        var rest = (ulong)Math.Abs(_mantissa);
        for (var place = 0; rest != 0 || place <= _scale; place++)
        {
            if (place == _scale && _scale != 0)
                reversed[length++] = T.CreateTruncating('.');
            reversed[length++] = T.CreateTruncating('0' + (int)(rest % 10));
            rest /= 10;
        }

        if (_mantissa < 0)
            reversed[length++] = T.CreateTruncating('-');
        for (var i = 0; i < length; i++)
            text[i] = reversed[length - 1 - i];
        return length;
    }

    private static bool TryParseCore<T>(ReadOnlySpan<T> text, out ExactDecimal value)
        where T : unmanaged, IBinaryInteger<T>
    {
        value = default;
        var at = 0;
        var negative = text.Length > 0 && text[0] == T.CreateTruncating('-');
        if (negative)
            at = 1;

        long mantissa = 0;
        if (!TryReadDigits(text, ref at, ref mantissa, out _))
            return false;

        var scale = 0;
        if (at < text.Length && text[at] == T.CreateTruncating('.'))
        {
            at++;
            if (!TryReadDigits(text, ref at, ref mantissa, out scale))
                return false;
        }

        if (at < text.Length && !TryApplyExponent(text[at..], ref mantissa, ref scale))
            return false;
        if (scale > MaxScale)
            return false;
        value = new ExactDecimal(negative ? -mantissa : mantissa, (byte)scale);
        return true;
    }

    private static bool TryReadDigits<T>(ReadOnlySpan<T> text, ref int at, ref long mantissa, out int count)
        where T : unmanaged, IBinaryInteger<T>
    {
        var start = at;
        while (at < text.Length)
        {
            var digit = uint.CreateTruncating(text[at]) - '0';
            if (digit > 9)
                break;
            if (mantissa > MaxMantissa / 10)
            {
                count = 0;
                return false;
            }

            mantissa = mantissa * 10 + digit;
            at++;
        }

        count = at - start;
        return count > 0;
    }

    private static bool TryApplyExponent<T>(ReadOnlySpan<T> text, ref long mantissa, ref int scale)
        where T : unmanaged, IBinaryInteger<T>
    {
        if ((uint.CreateTruncating(text[0]) | 0x20) != 'e')
            return false;
        var at = 1;
        var down = false;
        if (at < text.Length && (text[at] == T.CreateTruncating('-') || text[at] == T.CreateTruncating('+')))
            down = text[at++] == T.CreateTruncating('-');

        long exponent = 0;
        if (!TryReadDigits(text, ref at, ref exponent, out _) || at != text.Length || exponent > 1_000)
            return false;

        var target = down ? scale + exponent : scale - exponent;
        for (; target < 0; target++)
        {
            if (mantissa > MaxMantissa / 10)
                return false;
            mantissa *= 10;
            if (mantissa == 0)
                target = -1;
        }

        scale = (int)target;
        return true;
    }
}
