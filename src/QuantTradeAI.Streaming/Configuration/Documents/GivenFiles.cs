using System.Text;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Documents that somebody else has read.</summary>
/// <param name="texts">Their texts, by their full paths here.</param>
internal sealed class GivenFiles(IReadOnlyDictionary<string, string> texts) : IConfigFiles
{
    public bool Exists(string path) => Find(path) is not null;

    public bool IsDirectory(string path) => false;

    public byte[] Read(string path, int most) => Find(path) is { } text
        ? Encoding.UTF8.GetBytes(text)
        : throw new IOException("it did not come with the configuration, which names its files relative to its own folder");

    private string? Find(string path) => texts.GetValueOrDefault(Path.GetFullPath(path));
}
