using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace QuantTradeAI.Streams.Push.Blocks;

/// <summary>Numbers types for <see cref="Block.Type"/>: alike in all processes, whatever the version of their assemblies.</summary>
internal static class BlockTypes
{
    /// <summary>The number of a type by its name alone.</summary>
    public static ulong OfName(Type type) => Hash(NameOf(type));

    /// <summary>The number of an unmanaged type by its name, size and all fields: their names, types and order, and what was said about the layout.</summary>
    public static ulong OfLayout(Type type, int size)
    {
        var text = new StringBuilder();
        Describe(type, text);
        return Hash(text.Append('#').Append(size).ToString());
    }

    /// <summary>The alias, or the full name without assemblies; of what is generic, with the names of its arguments.</summary>
    public static string NameOf(Type type)
    {
        if (type.IsArray)
            return $"{NameOf(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        var open = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        var name = open.GetCustomAttributes<AliasAttribute>(inherit: false).Select(alias => alias.Alias).Min(StringComparer.Ordinal) ?? open.FullName ?? open.Name;
        return type.IsConstructedGenericType ? $"{name}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>" : name;
    }

    private static void Describe(Type type, StringBuilder text)
    {
        if (type.IsPrimitive || type.IsPointer || type.IsFunctionPointer)
        {
            text.Append(type.IsPrimitive ? type.FullName : "pointer");
            if (!type.IsPrimitive || type == typeof(nint) || type == typeof(nuint))
                text.Append(IntPtr.Size);
            return;
        }

        text.Append(NameOf(type)).Append('{');
        if (type.StructLayoutAttribute is { } layout)
            text.Append(layout.Value).Append(' ').Append(layout.Pack).Append(' ').Append(layout.Size).Append(' ');
        if (type.GetCustomAttribute<System.Runtime.CompilerServices.InlineArrayAttribute>() is { } array)
            text.Append('x').Append(array.Length).Append(' ');
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        foreach (var field in fields.OrderBy(field => field.MetadataToken))
        {
            text.Append(field.Name).Append('@').Append(field.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? -1).Append(':');
            Describe(field.FieldType, text);
            text.Append(';');
        }

        text.Append('}');
    }

    private static ulong Hash(string text) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
