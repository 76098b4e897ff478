using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>
/// The known members of one object, and the readers for what they hold. A reader that finds nothing or something wrong notes
/// the first <see cref="Problem"/> and returns a default, so that an event is read first and judged once.
/// </summary>
internal ref struct JsonFields(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private FieldTokens _tokens;

    /// <summary>Why the event cannot be used; null as long as it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The whole text that the members stand in.</summary>
    public readonly ReadOnlySpan<byte> Json => _json;

    /// <summary>The last member of that name, as System.Text.Json has it too.</summary>
    [UnscopedRef]
    public ref JsonToken this[int field] => ref _tokens[field];

    /// <summary>Whether it is there and not null.</summary>
    public readonly bool Has(int field) => _tokens[field].Kind is not (JsonKind.None or JsonKind.Null);

    /// <summary>A price of a trade: above zero.</summary>
    public ExactDecimal TradePrice(int field) => Decimal(field, 1, Problems.BadPrice);

    /// <summary>A size of a trade: above zero.</summary>
    public ExactDecimal TradeSize(int field) => Decimal(field, 1, Problems.BadSize);

    /// <summary>A price of a quote: zero when that side of the book is empty.</summary>
    public ExactDecimal QuotePrice(int field) => Decimal(field, 0, Problems.BadPrice);

    /// <summary>A size of a quote: zero when that side of the book is empty.</summary>
    public ExactDecimal QuoteSize(int field) => Decimal(field, 0, Problems.BadSize);

    /// <summary>A number that the venue gives: not negative, without point and exponent.</summary>
    public long Id(int field) => Integer(field, Problems.BadId);

    /// <summary>A count of <paramref name="unit"/> nanoseconds since 1970.</summary>
    public UnixNanos UnixTime(int field, long unit)
    {
        var count = Integer(field, Problems.BadTime);
        if (count <= long.MaxValue / unit)
            return new UnixNanos(count * unit);
        Note(Problems.BadTime);
        return default;
    }

    /// <summary>See <see cref="IsoTime"/>.</summary>
    public UnixNanos Time(int field)
    {
        if (!TryText(field, Problems.BadTime, out var token))
            return default;
        if (!token.IsEscaped)
        {
            if (IsoTime.TryParse(token.Of(_json), out var time))
                return time;
        }
        else
        {
            Span<byte> plain = stackalloc byte[JsonText.MaxField];
            if (IsoTime.TryParse(plain[..JsonText.Unescape(token.Of(_json), plain)], out var time))
                return time;
        }

        Note(Problems.BadTime);
        return default;
    }

    /// <summary>True or false.</summary>
    public bool Flag(int field, string bad)
    {
        var kind = _tokens[field].Kind;
        if (kind is not (JsonKind.True or JsonKind.False))
            Note(Has(field) ? bad : Problems.MissingField);
        return kind == JsonKind.True;
    }

    /// <summary>One of a table's names.</summary>
    public int Name(int field, NameTable names, string bad)
    {
        var number = names.Find(_json, _tokens[field]);
        if (number == NameTable.Unknown)
            Note(Has(field) ? bad : Problems.MissingField);
        return number;
    }

    /// <summary>The symbol that is subscribed under the venue's name; false, without a problem, when none is.</summary>
    public bool TrySymbol(int field, NativeSymbolTable symbols, out Symbol symbol)
    {
        symbol = default;
        if (!TryText(field, Problems.BadSymbol, out var token))
            return false;
        if (!token.IsEscaped)
            return symbols.TryGet(token.Of(_json), out symbol);
        Span<byte> plain = stackalloc byte[JsonText.MaxField];
        return symbols.TryGet(plain[..JsonText.Unescape(token.Of(_json), plain)], out symbol);
    }

    private ExactDecimal Decimal(int field, long least, string bad)
    {
        var token = _tokens[field];
        if (token.Kind is JsonKind.String or JsonKind.Number
            && (token.IsEscaped ? TryEscaped(token.Of(_json), out var value) : ExactDecimal.TryParse(token.Of(_json), out value))
            && value.Mantissa >= least)
            return value;
        Note(Has(field) ? bad : Problems.MissingField);
        return default;
    }

    private static bool TryEscaped(ReadOnlySpan<byte> raw, out ExactDecimal value)
    {
        Span<byte> plain = stackalloc byte[JsonText.MaxField];
        return ExactDecimal.TryParse(plain[..JsonText.Unescape(raw, plain)], out value);
    }

    private long Integer(int field, string bad)
    {
        var token = _tokens[field];
        if (token.Kind == JsonKind.Number && TryInteger(token.Of(_json), out var value))
            return value;
        Note(Has(field) ? bad : Problems.MissingField);
        return 0;
    }

    /// <summary>Not negative, since a sign is no digit.</summary>
    private static bool TryInteger(ReadOnlySpan<byte> digits, out long value)
    {
        const int DigitsThatAlwaysFit = 18;
        value = 0;
        if (digits.Length > DigitsThatAlwaysFit)
            return Utf8Parser.TryParse(digits, out value, out var read) && read == digits.Length && value >= 0;
        while (digits.Length >= sizeof(ulong))
        {
            if (!TryEightDigits(BinaryPrimitives.ReadUInt64LittleEndian(digits), out var eight))
                return false;
            value = value * 100_000_000 + eight;
            digits = digits[sizeof(ulong)..];
        }

        foreach (var letter in digits)
        {
            var digit = (uint)(letter - '0');
            if (digit > 9)
                return false;
            value = value * 10 + digit;
        }

        return true;
    }

    /// <summary>Eight digits at once: pairs, then fours, then all, each by one multiplication.</summary>
    private static bool TryEightDigits(ulong letters, out uint value)
    {
        const ulong Zeros = 0x3030_3030_3030_3030;
        const ulong Sixes = 0x0606_0606_0606_0606;
        const ulong HighNibbles = 0xF0F0_F0F0_F0F0_F0F0;
        var digits = letters ^ Zeros;
        var areDigits = ((digits | (digits + Sixes)) & HighNibbles) == 0;
        digits = digits * 10 + (digits >> 8);
        var even = (digits & 0x0000_00FF_0000_00FF) * 0x000F_4240_0000_0064;
        var odd = (digits >> 16 & 0x0000_00FF_0000_00FF) * 0x0000_2710_0000_0001;
        value = (uint)((even + odd) >> 32);
        return areDigits;
    }

    private bool TryText(int field, string bad, out JsonToken token)
    {
        token = _tokens[field];
        if (token.Kind == JsonKind.String)
            return true;
        Note(Has(field) ? bad : Problems.MissingField);
        return false;
    }

    private void Note(string problem) => Problem ??= problem;
}
