using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>This machine's disk.</summary>
internal sealed class DiskFiles : IConfigFiles
{
    public static readonly DiskFiles Instance = new();

    public bool Exists(string path) => File.Exists(path);

    public bool IsDirectory(string path) => Directory.Exists(path);

    public byte[] Read(string path, int most) => BoundedFile.Read(path, most);
}
