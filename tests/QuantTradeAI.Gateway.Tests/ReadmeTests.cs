using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Gateway.Tests;

public sealed partial class ReadmeTests
{
    private const int FirstScreen = 40;
    private const int MostStrategyLines = 10;

    private const string ImplicitUsings =
        """
        global using System;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string Readme = Read("README.md");

    [Fact]
    public void Readme_FirstScreen_HasTheTwoCommands()
    {
        var screen = Readme.Split('\n').Take(FirstScreen).ToList();

        Assert.Contains("dotnet run --project gateway", screen);
        Assert.Contains("./test.sh", screen);
        Assert.Contains("```csharp", screen);
    }

    [Fact]
    public void Readme_Strategy_CompilesAndIsShort()
    {
        var (strategy, host) = (Blocks("csharp", Readme).First(), Blocks("csharp", Readme).ElementAt(1));

        Assert.InRange(strategy.TrimEnd().Split('\n').Length, 1, MostStrategyLines);
        Assert.Empty(Compile(strategy, host));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("write-an-adapter.md")]
    public void Document_EveryCommand_Parses(string document)
    {
        var host = new CommandHost { Output = TextWriter.Null, Error = TextWriter.Null };
        var commands = Blocks("(?:sh|text)", Read(document)).SelectMany(block => GatewayCommand().Matches(block)).Select(match => match.Groups[1].Value.Trim()).ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command => Assert.Empty(CommandTree.Build(host).Parse(command).Errors));
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, document));

    private static List<string> Compile(params string[] sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        return [.. CSharpCompilation
            .Create("strategy", [CSharpSyntaxTree.ParseText(ImplicitUsings), .. sources.Select(source => CSharpSyntaxTree.ParseText(source))], references)
            .GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())];
    }

    private static IEnumerable<string> Blocks(string language, string text) =>
        Regex.Matches(text, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(block => block.Groups[1].Value);

    /// <summary>A command line of a block: <c>dotnet run --project gateway -- ARGUMENTS</c>.</summary>
    [GeneratedRegex("^(?:\\$ )?dotnet run --project gateway(?: --)?(.*)$", RegexOptions.Multiline)]
    private static partial Regex GatewayCommand();
}
