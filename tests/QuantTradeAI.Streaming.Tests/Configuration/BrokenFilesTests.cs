using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>A22, file by file: what <c>Golden/broken.txt</c> says is said, neither more nor less.</summary>
public sealed class BrokenFilesTests : IDisposable
{
    private const int LeastCases = 60;

    private static readonly IReadOnlyDictionary<string, BrokenCase> Cases =
        BrokenCase.ReadAll(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration/Golden/broken.txt"))).ToDictionary(one => one.Title);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Titles() => [.. Cases.Keys];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Golden_HasACaseForEveryRule() => Assert.True(Cases.Count >= LeastCases, $"{Cases.Count} cases");

    [Theory]
    [MemberData(nameof(Titles))]
    public void File_ThatIsBroken_IsToldEveryProblemWithItsPlace(string title)
    {
        var (one, path) = (Cases[title], Write(Cases[title]));

        var result = new ConfigCheck(ConfigCatalog.Usual, one.Environment, one.Variables.GetValueOrDefault).Run(path);

        Assert.NotEmpty(one.Problems);
        Assert.DoesNotContain(one.Problems, line => line.Contains("canary", StringComparison.Ordinal));
        Assert.Equal(one.Problems, result.Problems.Select(problem => Shorten(problem.ToString())));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void File_ThatIsBroken_IsRefusedByItsLoader(string title)
    {
        var (one, path) = (Cases[title], Write(Cases[title]));
        var isStreaming = Path.GetFileName(path).StartsWith("streaming.", StringComparison.Ordinal);

        var error = Assert.ThrowsAny<ProviderException>(() => isStreaming ? LoadStreaming(path, one) : (object)LoadProvider(path, one));

        var lines = error.Message.Split(Environment.NewLine).Select(Shorten).ToList();
        if (error is ProviderDiscoveryException)
            Assert.EndsWith(error.Message, one.Problems.Single(), StringComparison.Ordinal);
        else if (isStreaming && one.Environment is null && !one.Problems[0].Contains("got neither", StringComparison.Ordinal))
            Assert.Equal(one.Problems, lines);
        else
            Assert.All(lines, line => Assert.StartsWith(one.Files[0].Name, line, StringComparison.Ordinal));
        Assert.True(error.IsTerminal);
    }

    private static StreamingConfig LoadStreaming(string path, BrokenCase one) => StreamingConfigReader.Load(path, ConfigCatalog.Usual, one.Variables.GetValueOrDefault);

    private static ProviderSettings LoadProvider(string path, BrokenCase one)
    {
        var validator = new ProviderConfigValidator(one.Variables.GetValueOrDefault);
        var document = validator.LoadFromPath(path, one.Environment);
        return validator.Validate(ConfigCatalog.Usual.Names.Contains(document.Provider) ? ConfigCatalog.Usual.Create(document.Provider) : ConfigAdapter.Example, document);
    }

    private string Write(BrokenCase one)
    {
        foreach (var (name, text) in one.Files.Where(file => file.Name != "missing.yaml"))
            _folder.Write(name, text);
        return Path.Combine(_folder.Path, one.Files[0].Name);
    }

    private string Shorten(string line) => line.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
