using System.Buffers;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Writes manifests: the same one always as the same bytes.</summary>
internal static class PluginManifestWriter
{
    public static byte[] Write(PluginManifest manifest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema"u8, PluginManifest.Schema);
            json.WriteString("name"u8, manifest.Name);
            json.WriteString("version"u8, manifest.Version);
            json.WriteString("entryAssembly"u8, manifest.EntryAssembly);
            json.WriteStartObject("files"u8);
            foreach (var (path, hash) in manifest.Files)
                json.WriteString(path, hash);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Writes the manifest into a folder in one step, so that nobody ever reads half of it. Returns false, and touches nothing, when it is there already.</summary>
    public static bool WriteTo(string folder, PluginManifest manifest)
    {
        var path = Path.Combine(folder, PluginManifest.FileName);
        var bytes = Write(manifest);
        if (File.Exists(path) && bytes.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
            return false;
        var draft = Path.Combine(folder, $".{PluginManifest.FileName}.new");
        File.WriteAllBytes(draft, bytes);
        File.Move(draft, path, overwrite: true);
        return true;
    }
}
