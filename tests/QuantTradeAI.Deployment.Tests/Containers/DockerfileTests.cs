using System.Text.RegularExpressions;

namespace QuantTradeAI.Deployment.Tests.Containers;

/// <summary>Rules that the images keep.</summary>
public sealed class DockerfileTests
{
    public static TheoryData<string> Programs => ["client", "gateway", "silo"];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_IsBuiltInTwoStages_FromNamedVersions(string program)
    {
        var lines = Lines(program);
        var defaults = lines.Select(line => Regex.Match(line, "^ARG (SDK|RUNTIME|VARIANT)=(.+)$")).Where(match => match.Success)
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

        Assert.Equal(["FROM ${SDK} AS build", "FROM ${RUNTIME}"], lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)));
        Assert.Equal("mcr.microsoft.com/dotnet/sdk:10.0-noble", defaults["SDK"]);
        Assert.Equal("mcr.microsoft.com/dotnet/aspnet:10.0-${VARIANT}", defaults["RUNTIME"]);
        // The plain chiseled kind has no time zones, and market hours need them.
        Assert.Equal("noble-chiseled-extra", defaults["VARIANT"]);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_RunsItsProgramWithoutRights(string program)
    {
        var final = Lines(program).SkipWhile(line => line != "FROM ${RUNTIME}").ToList();

        Assert.Contains("USER 1654:1654", final);
        Assert.Equal($"ENTRYPOINT [\"dotnet\", \"/app/{program}.dll\"]", final[^1]);
        Assert.DoesNotContain(final, line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Contains($"<AssemblyName>{program}</AssemblyName>", RepositoryFiles.Read($"{program}/{program}.csproj"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Image_HoldsNoSecretAndFetchesNothing(string program) =>
        Assert.All(Lines(program), line => Assert.DoesNotMatch("(?i)^(ADD |.*(curl|wget|apt-get|password|token|--build-arg))", line));

    [Fact]
    public void Context_IsWhatABuildNeeds()
    {
        var lines = RepositoryFiles.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var kept = lines.Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.Contains("*", lines);
        Assert.All(kept, path => Assert.True(RepositoryFiles.Exists(path), $"{path} is not there."));
        Assert.Empty(((string[])["client", "config", "eng", "gateway", "global.json", "plugins", "silo", "src", ".editorconfig"]).Except(kept));
        Assert.DoesNotContain(kept, path => path.StartsWith("deploy", StringComparison.Ordinal) || path is ".git" or "data" or "tests");
    }

    private static IReadOnlyList<string> Lines(string program) =>
        [.. RepositoryFiles.Read($"{program}/Dockerfile").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
}
