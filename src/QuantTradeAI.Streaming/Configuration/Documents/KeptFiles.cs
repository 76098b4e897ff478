namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Keeps what was read, as it was read, so that it can be read again elsewhere.</summary>
internal sealed class KeptFiles(IConfigFiles files) : IConfigFiles
{
    private readonly Dictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    /// <summary>The contents by the paths that were asked for.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents => _read;

    public bool Exists(string path) => files.Exists(path);

    public bool IsDirectory(string path) => files.IsDirectory(path);

    public byte[] Read(string path, int most) => _read[path] = files.Read(path, most);
}
