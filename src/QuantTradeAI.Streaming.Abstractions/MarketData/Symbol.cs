namespace QuantTradeAI.Streaming.MarketData;

/// <summary>
/// A canonical instrument name, <c>BTC-USD</c> or <c>AAPL</c>, held as a number so that events stay small and unmanaged.
/// The number is this process's own: another process, or a file, gets the text.
/// </summary>
public readonly record struct Symbol
{
    /// <summary>How many different symbols one process can name.</summary>
    public const int MaxCount = 1 << 24;

    /// <summary>The longest name, in UTF-16 characters.</summary>
    public const int MaxLength = 64;

    private static readonly Interned Names = new();
    private readonly int _id;

    private Symbol(int id) => _id = id;

    /// <summary>The canonical name; empty for the default value.</summary>
    public string Name => Names[_id];

    /// <summary>A small number, dense from 1 and stable while the process lives: an index into an array.</summary>
    public int Id => _id;

    /// <summary>The symbol of that name, made on first use.</summary>
    /// <exception cref="FormatException">Empty, longer than 64 characters, or with white space, a control character or an <c>@</c>.</exception>
    public static Symbol Of(string name)
    {
        if (name.Length is 0 or > MaxLength || name.AsSpan().ContainsAny(Forbidden))
            throw new FormatException($"'{name}' is no symbol; expected 1 to {MaxLength} characters without white space and '@', like BTC-USD.");
        return new Symbol(Names.GetOrAdd(name, MaxCount));
    }

    /// <summary>The number of that name, if the process knows it.</summary>
    internal static bool TryFind(ReadOnlySpan<char> name, out int id) => Names.TryFind(name, out id);

    private static readonly System.Buffers.SearchValues<char> Forbidden =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(code => (char)code), '\u007f', '@']);

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}
