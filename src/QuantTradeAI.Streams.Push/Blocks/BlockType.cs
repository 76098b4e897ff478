using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>What a block says about the type of its items.</summary>
internal static class BlockType
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>
    /// Whether items can be copied as they lie in memory: no references in them, and an order of their fields that the runtime does not choose.
    /// </summary>
    public static bool IsPlain<T>() => !RuntimeHelpers.IsReferenceOrContainsReferences<T>() && BitConverter.IsLittleEndian && IsPlain(typeof(T));

    /// <summary>A number for the type: of its name, and for plain ones of their fields and size as well.</summary>
    public static ulong Of<T>()
    {
        var text = new StringBuilder(typeof(T).ToString());
        if (IsPlain<T>())
        {
            text.Append(' ').Append(Unsafe.SizeOf<T>());
            Describe(typeof(T), text);
        }

        return Hash(text.ToString());
    }

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || (type.IsValueType && !type.IsAutoLayout && FieldsOf(type).All(field => IsPlain(field.FieldType)));

    private static void Describe(Type type, StringBuilder text)
    {
        if (type.IsPrimitive)
            return;
        foreach (var field in FieldsOf(type))
        {
            text.Append(';').Append(field.FieldType).Append(' ').Append(field.Name);
            if (!field.FieldType.IsEnum)
                Describe(field.FieldType, text);
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken);

    /// <summary>FNV-1a.</summary>
    private static ulong Hash(string text)
    {
        var hash = Offset;
        foreach (var one in Encoding.UTF8.GetBytes(text))
            hash = (hash ^ one) * Prime;
        return hash;
    }
}
