using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace QuantTradeAI.Deployment.Tests;

/// <summary>What a feed without Orleans can build is exactly what the filter of the solution lists.</summary>
public sealed class SolutionTests
{
    private const string Filter = "QuantTradeAI.Embedded.slnf";

    [Fact]
    public void Solution_HasEveryProject() => Assert.Equal(Projects().Where(project => !project.StartsWith("templates/", StringComparison.Ordinal)), Listed());

    [Fact]
    public void EmbeddedFilter_HasExactlyWhatNeedsNoOrleansPackage() =>
        Assert.Equal(Listed().Where(project => !WithAllItNeeds(project, []).SelectMany(Packages).Any(IsOrleans)), Filtered());

    [Fact]
    public void EmbeddedFilter_LeavesTheClusterOut()
    {
        Assert.Contains("gateway/gateway.csproj", Filtered());
        Assert.DoesNotContain("silo/silo.csproj", Filtered());
        Assert.DoesNotContain("client/client.csproj", Filtered());
    }

    private static bool IsOrleans(string package) => package.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal);

    private static IEnumerable<string> Projects() => RepositoryFiles.Find(".", "*.csproj");

    private static IEnumerable<string> Listed() =>
        Regex.Matches(RepositoryFiles.Read(RepositoryFiles.Solution), "\"([^\"]+\\.csproj)\"").Select(match => Slashes(match.Groups[1].Value)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Filtered()
    {
        using var filter = JsonDocument.Parse(RepositoryFiles.Read(Filter));
        var solution = filter.RootElement.GetProperty("solution");
        Assert.Equal(RepositoryFiles.Solution, solution.GetProperty("path").GetString());
        return [.. solution.GetProperty("projects").EnumerateArray().Select(project => Slashes(project.GetString()!)).Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> WithAllItNeeds(string project, HashSet<string> seen)
    {
        if (seen.Add(project))
        {
            foreach (var needed in Includes(project, "ProjectReference"))
                WithAllItNeeds(Path.GetRelativePath(RepositoryFiles.PathOf("."), RepositoryFiles.PathOf(Path.Combine(Path.GetDirectoryName(project)!, needed))), seen);
        }

        return seen;
    }

    private static IEnumerable<string> Packages(string project) => Includes(project, "PackageReference");

    private static IEnumerable<string> Includes(string project, string item) =>
        XDocument.Parse(RepositoryFiles.Read(project)).Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();

    private static string Slashes(string path) => path.Replace('\\', '/');
}
