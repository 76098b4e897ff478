using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Cluster.Codec.LayoutV1;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>The names of a block, as this process numbers them.</summary>
internal static class NameReader
{
    /// <summary>
    /// Fills in the numbers of the names, at place 0 the number 0. Unless they may be learnt, names that the process does not know get number 0.
    /// Returns whether all are known.
    /// </summary>
    /// <exception cref="FormatException">The names are damaged, are no names, or the process has no room for them.</exception>
    public static bool Read(ReadOnlySpan<byte> names, Span<int> symbols, Span<int> providers, bool mayLearn)
    {
        Span<char> text = stackalloc char[MaxNameSize];
        symbols[0] = providers[0] = 0;
        var known = true;
        for (var i = 1; i < symbols.Length; i++)
        {
            var name = text[..Next(ref names, text)];
            known &= Symbol.TryFind(name, out symbols[i]) || (mayLearn && Learn(name, static one => Symbol.Of(one).Id, out symbols[i]));
        }

        for (var i = 1; i < providers.Length; i++)
        {
            var name = text[..Next(ref names, text)];
            known &= ProviderId.TryFind(name, out providers[i])
                || (mayLearn && Learn(name, static one => Unsafe.BitCast<ProviderId, ushort>(ProviderId.Of(one)), out providers[i]));
        }

        return names.Length < 8 && !names.ContainsAnyExcept((byte)0) ? known : throw BlockError.Of("something follows its names");
    }

    private static int Next(ref ReadOnlySpan<byte> names, scoped Span<char> text)
    {
        if (names.Length == 0 || names[0] == 0 || names.Length <= names[0])
            throw BlockError.Of("it ends within its names");
        var status = Utf8.ToUtf16(names.Slice(1, names[0]), text, out _, out var length, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
            throw BlockError.Of("a name is no text");
        names = names[(1 + names[0])..];
        return length;
    }

    private static bool Learn(ReadOnlySpan<char> name, Func<string, int> of, out int id)
    {
        try
        {
            id = of(name.ToString());
            return true;
        }
        catch (InvalidOperationException full)
        {
            throw new FormatException(full.Message, full);
        }
    }
}
