using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NuGet.Versioning;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Tests.Registry;

public class ProviderPrecedenceTests
{
    private static readonly string[] Versions = ["0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.0.1", "1.10.0", "1.9.0", "2.0.0-rc.1"];

    [Theory]
    [InlineData("2.0.0", "1.0.0", "2.0.0")]
    [InlineData("1.10.0", "1.9.0", "1.10.0")]
    [InlineData("1.0.0", "1.0.0-rc.1", "1.0.0")]
    [InlineData("1.0.0-beta.11", "1.0.0-beta.2", "1.0.0-beta.11")]
    [InlineData("1.0.0-alpha.1", "1.0.0-alpha", "1.0.0-alpha.1")]
    [InlineData("2.0.0-rc.1", "1.9.9", "2.0.0-rc.1")]
    public void Order_OfTwoVersions_PutsTheHigherFirst(string one, string other, string first)
    {
        var ordered = ProviderPrecedence.Order([Plugin(one, "/a"), Plugin(other, "/b")]);

        Assert.Equal(first, ordered[0].Version.ToString());
        Assert.Equal(UnusedKind.Superseded, ProviderPrecedence.Judge(ordered[1], ordered[0])!.Kind);
    }

    [Theory]
    [InlineData("1.0.0+linux", "1.0.0+windows")]
    [InlineData("1.0.0", "1.0.0")]
    public void Judge_OfTheSameVersionFromElsewhere_IsAConflict(string one, string other)
    {
        var ordered = ProviderPrecedence.Order([Plugin(one, "/a"), Plugin(other, "/b")]);

        Assert.Equal("/a", ordered[0].Path);
        Assert.Equal(UnusedKind.Conflict, ProviderPrecedence.Judge(ordered[1], ordered[0])!.Kind);
    }

    [Fact]
    public void Order_OfOneVersion_IsNewContentThenServingThenBuiltInThenPath()
    {
        var serving = Plugin("1.0.0", "/z", "old") with { IsServing = true, IsHeld = true };
        var builtIn = new ProviderClaim("x", NuGetVersion.Parse("1.0.0"), ProviderOrigin.BuiltIn, "/m.dll", "T");

        var ordered = ProviderPrecedence.Order([Plugin("1.0.0", "/b"), Plugin("1.0.0", "/a"), builtIn, serving, Plugin("1.0.0", "/z", "new")]);

        Assert.Equal(["/z new", "/z old", "/m.dll T", "/a c", "/b c"], ordered.Select(claim => $"{claim.Path} {claim.Content}"));
    }

    [Fact]
    public void Judge_OfALowerVersionInTheFolderThatServes_IsADowngrade()
    {
        var serving = Plugin("2.0.0", "/a", "old") with { IsServing = true, IsHeld = true };

        Assert.Equal(UnusedKind.Downgrade, ProviderPrecedence.Judge(Plugin("1.0.0", "/a", "new"), serving)!.Kind);
        Assert.Null(ProviderPrecedence.Judge(serving, Plugin("3.0.0", "/b")));
    }

    [Property(MaxTest = 500)] // A33
    public Property Order_OfShuffledClaims_IsTheSame() => Prop.ForAll(Claims().ToArbitrary(), sample =>
    {
        var expected = Outcome(sample.Claims);
        var shuffled = sample.Claims.ToArray();
        new Random(sample.Seed).Shuffle(shuffled);
        Assert.Equal(expected, Outcome(shuffled));
        Assert.Equal(expected, Outcome([.. shuffled.Reverse()]));
    });

    private static string[] Outcome(ProviderClaim[] claims)
    {
        var ordered = ProviderPrecedence.Order(claims);
        return [.. ordered.Select(claim => $"{claim} {ProviderPrecedence.Judge(claim, ordered[0])}")];
    }

    private static Gen<(ProviderClaim[] Claims, int Seed)> Claims() =>
        from count in Gen.Choose(1, 8)
        from picks in Gen.Choose(0, Versions.Length * 5 - 1).ArrayOf(count)
        from serving in Gen.Choose(-1, count - 1)
        from seed in Gen.Choose(0, 1_000_000)
        select (picks.Distinct().Select((pick, place) => Claim(pick) with { IsServing = place == serving }).ToArray(), seed);

    /// <summary>Fifty different claims: ten versions in five places, one of them built in, two of them the same folder.</summary>
    private static ProviderClaim Claim(int pick) => (pick % 5) switch
    {
        0 => new ProviderClaim("x", NuGetVersion.Parse(Versions[pick / 5]), ProviderOrigin.BuiltIn, "/built-in.dll", $"T{pick / 5}"),
        1 => Plugin(Versions[pick / 5], "/a", "old"),
        2 => Plugin(Versions[pick / 5], "/a", "new"),
        var place => Plugin(Versions[pick / 5], $"/{place}"),
    };

    private static ProviderClaim Plugin(string version, string path, string content = "c") => new("x", NuGetVersion.Parse(version), ProviderOrigin.Plugin, path, content);
}
