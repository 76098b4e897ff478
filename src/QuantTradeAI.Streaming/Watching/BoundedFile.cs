namespace QuantTradeAI.Streaming.Watching;

/// <summary>Reads files whose length is not to be trusted: they can grow, and what is no file may never end.</summary>
internal static class BoundedFile
{
    /// <summary>
    /// The bytes, and at least one more than <paramref name="most"/> of a file that is larger. Pipes and devices count as empty: they have no
    /// length, and opening one may never return.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path, int most)
    {
        if (new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path) is { Exists: true, Length: 0 })
            return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var read = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; read.Length <= most && (count = file.Read(part)) > 0;)
            read.Write(part, 0, count);
        return read.ToArray();
    }
}
