namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>
/// Where the documents of a configuration are: on this machine's disk, or where somebody else read them. Files of placeholders are not among
/// them: those are always this machine's own.
/// </summary>
internal interface IConfigFiles
{
    /// <summary>Whether there is such a file.</summary>
    bool Exists(string path);

    /// <summary>Whether it is a directory instead.</summary>
    bool IsDirectory(string path);

    /// <summary>The bytes, and at least one more than <paramref name="most"/> of a file that is larger.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    byte[] Read(string path, int most);
}
