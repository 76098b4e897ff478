using System.Text;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>How much a configuration may be that travels between silos and is kept.</summary>
internal static class ConfigurationLimits
{
    /// <summary>Largest file, in bytes of UTF-8.</summary>
    public const int MaxFileBytes = 1 << 20;

    /// <summary>Largest sum of all files, in bytes of UTF-8.</summary>
    public const int MaxTotalBytes = 4 << 20;

    /// <summary>Most files.</summary>
    public const int MaxFiles = 256;

    /// <summary>Longest name of a file, in characters.</summary>
    public const int MaxNameLength = 1_024;

    /// <summary>Why such files are no configuration that can be taken; null when they are.</summary>
    public static string? Judge(string main, IReadOnlyList<ConfigurationFile> files)
    {
        if (files.Count > MaxFiles)
            return $"the configuration has {files.Count:N0} files; expected {MaxFiles} at most";
        var total = 0L;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (string.IsNullOrEmpty(file.Name) || file.Name.Length > MaxNameLength)
                return $"a file of the configuration has a name of {file.Name?.Length ?? 0:N0} characters; expected 1 to {MaxNameLength:N0}";
            if (!names.Add(file.Name))
                return $"the configuration has the file {file.Name} twice; expected each once";
            var size = Encoding.UTF8.GetByteCount(file.Text);
            if (size > MaxFileBytes)
                return $"{file.Name} is {size:N0} bytes long; expected {MaxFileBytes:N0} at most, so that all silos can have it";
            total += size;
        }

        if (total > MaxTotalBytes)
            return $"the configuration's {files.Count} files are {total:N0} bytes long together; expected {MaxTotalBytes:N0} at most, so that all silos can have them";
        return names.Contains(main) ? null : $"the configuration does not have {main}, which it begins with";
    }
}
