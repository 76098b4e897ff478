namespace QuantTradeAI.Deployment.Tests;

/// <summary>Files as they are committed; what they say of each other is what these tests are about.</summary>
internal static class RepositoryFiles
{
    public const string Solution = "QuantTradeAI.Orleans.sln";

    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(string relative) => Path.GetFullPath(Path.Combine(Root, relative));

    public static bool Exists(string relative) => Path.Exists(PathOf(relative));

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    public static IEnumerable<string> Find(string folder, string pattern) =>
        Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Order(StringComparer.Ordinal);

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, Solution)))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has {Solution}.");
    }
}
