namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Paths inside a plugin folder.</summary>
internal static class PluginPath
{
    private const int MaxLength = 200;
    private const int MaxLinks = 40;
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public static bool IsAssembly(string path) => path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with a path of a manifest; null when nothing is.</summary>
    public static string? ProblemOf(string path)
    {
        if (path.Length is 0 or > MaxLength)
            return $"has {path.Length} characters; expected 1 to {MaxLength}";
        if (path.Any(c => char.IsControl(c) || c is '\\' or ':'))
            return "has a backslash, a colon or a control character; expected a relative path with '/'";
        if (path.StartsWith('/') || path.Split('/').Any(part => part is "" or "." or ".."))
            return "leaves the folder or is not plain; expected a relative path inside the folder, without '.' and '..'";
        return path.Equals(PluginManifest.FileName, StringComparison.OrdinalIgnoreCase) ? "is the manifest itself; take it out" : null;
    }

    /// <summary>Whether a path without links lies in a folder without links.</summary>
    public static bool IsInside(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, Comparison);

    /// <summary>The path with every symbolic link on the way followed.</summary>
    /// <exception cref="IOException">Links lead in a circle, or cannot be read.</exception>
    public static string Real(string path)
    {
        var links = 0;
        var rest = new Stack<string>(Parts(Path.GetFullPath(path), out var real).Reverse());
        while (rest.TryPop(out var part))
        {
            var next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks)
                throw new IOException($"'{path}' goes over more than {MaxLinks} symbolic links; expected no circle.");
            foreach (var further in Parts(Path.GetFullPath(target, real), out real).Reverse())
                rest.Push(further);
        }

        return real;
    }

    private static string[] Parts(string fullPath, out string root)
    {
        root = Path.GetPathRoot(fullPath) ?? "";
        return fullPath[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
    }
}
