using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Reads manifests. Pure.</summary>
internal static class PluginManifestReader
{
    private const int MaxDepth = 8;
    private const int MaxShown = 100;
    private static readonly string[] Keys = ["schema", "name", "version", "entryAssembly", "files"];

    /// <exception cref="PluginRefusedException">It is not what it has to be.</exception>
    public static PluginManifest Read(ReadOnlyMemory<byte> json, PluginLimits limits)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement, limits);
        }
        catch (JsonException error)
        {
            throw Wrong(string.Create(CultureInfo.InvariantCulture, $"is no JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}; pack the folder again"));
        }
        catch (InvalidOperationException)
        {
            // What JsonElement throws for text that is no Unicode.
            throw Wrong("holds text that is not valid Unicode; pack the folder again");
        }
    }

    private static PluginManifest Read(JsonElement root, PluginLimits limits)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Wrong($"is {Kind(root)}; expected an object");
        var members = Members(root, "");
        if (members.Keys.Except(Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw Wrong($"has the unknown key '{Shown(unknown)}'; expected {string.Join(", ", Keys)}");
        if (Keys.FirstOrDefault(key => !members.ContainsKey(key)) is { } missing)
            throw Wrong($"lacks the key '{missing}'; expected {string.Join(", ", Keys)}");
        if (members["schema"] is not { ValueKind: JsonValueKind.Number } schema || !schema.TryGetInt32(out var number) || number != PluginManifest.Schema)
            throw Wrong($"has the schema {Shown(members["schema"].GetRawText())}; expected {PluginManifest.Schema}, the one that this version reads");

        var name = Text(members["name"], "name");
        if (!AdapterNames.IsName(name))
            throw Wrong($"name: got '{Shown(name)}'; expected {AdapterNames.ExpectedName}");
        var version = Text(members["version"], "version");
        if (AdapterNames.Version(version) is null)
            throw Wrong($"version: got '{Shown(version)}'; expected {AdapterNames.ExpectedVersion}");
        var files = Files(members["files"], limits);
        var entry = Text(members["entryAssembly"], "entryAssembly");
        if (!files.ContainsKey(entry) || !PluginPath.IsAssembly(entry))
            throw Wrong($"entryAssembly: got '{Shown(entry)}'; expected one of the files that ends in .dll");
        return new PluginManifest(name, version, entry, files);
    }

    private static ImmutableSortedDictionary<string, string> Files(JsonElement element, PluginLimits limits)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong($"files: is {Kind(element)}; expected an object of path to SHA-256");
        var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, value) in Members(element, "files: "))
        {
            if (PluginPath.ProblemOf(path) is { } problem)
                throw Wrong($"files: '{Shown(path)}' {problem}");
            if (!seen.Add(path))
                throw Wrong($"files: '{Shown(path)}' is there twice but for its case; remove one");
            var hash = Text(value, $"files: '{Shown(path)}'");
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
                throw Wrong($"files: '{Shown(path)}' has the hash '{Shown(hash)}'; expected a SHA-256 of 64 hexadecimal digits");
            hashes.Add(path, hash.ToLowerInvariant());
            if (hashes.Count > limits.MaxFiles)
                throw Wrong($"lists more than {limits.MaxFiles} files; expected at most that many");
        }

        return hashes.ToImmutable();
    }

    private static Dictionary<string, JsonElement> Members(JsonElement element, string where)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
                throw Wrong($"{where}has the key '{Shown(member.Name)}' twice; expected it once");
        }

        return members;
    }

    private static string Text(JsonElement element, string where) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Wrong($"{where}: is {Kind(element)}; expected text");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static string Shown(string text)
    {
        var line = string.Concat(text.Take(MaxShown).Select(c => char.IsControl(c) ? ' ' : c));
        return text.Length > MaxShown ? line + "..." : line;
    }

    private static PluginRefusedException Wrong(string what) => new($"{PluginManifest.FileName} {what}");
}
