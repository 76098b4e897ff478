namespace QuantTradeAI.Streaming.MarketData;

/// <summary>A provider's name, <c>binance</c>, held as a number; see <see cref="Symbol"/>.</summary>
public readonly record struct ProviderId
{
    /// <summary>How many different providers one process can name.</summary>
    public const int MaxCount = ushort.MaxValue;

    private static readonly Interned Names = new();
    private readonly ushort _id;

    private ProviderId(int id) => _id = (ushort)id;

    /// <summary>The provider's name; empty for the default value.</summary>
    public string Name => Names[_id];

    /// <summary>The provider of that name, made on first use.</summary>
    /// <exception cref="FormatException">Empty, or with anything but letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</exception>
    public static ProviderId Of(string name)
    {
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new FormatException($"'{name}' is no provider name; expected letters, digits, '-', '_' and '.', like binance.");
        return new ProviderId(Names.GetOrAdd(name, MaxCount));
    }

    /// <summary>The number of that name, if the process knows it.</summary>
    internal static bool TryFind(ReadOnlySpan<char> name, out int id) => Names.TryFind(name, out id);

    /// <inheritdoc cref="Name"/>
    public override string ToString() => Name;
}
