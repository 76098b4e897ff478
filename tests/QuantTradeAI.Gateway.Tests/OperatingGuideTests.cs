using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Http.OpenApi;

namespace QuantTradeAI.Gateway.Tests;

public sealed partial class OperatingGuideTests
{
    private const int MostLines = 150;

    private static readonly string Guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "operating.md"));

    [Fact]
    public void Guide_IsShort() => Assert.InRange(Guide.Split('\n').Length, 1, MostLines);

    [Fact]
    public void Guide_EveryCommand_Parses()
    {
        var host = new CommandHost { Output = TextWriter.Null, Error = TextWriter.Null };
        var commands = Command().Matches(Guide).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Equal(6, commands.Count);
        Assert.All(commands, command => Assert.Empty(CommandTree.Build(host).Parse(command).Errors));
    }

    [Fact]
    public void Guide_NamesEveryPathThatIsServed()
    {
        var paths = JsonNode.Parse(OpenApiDocument.Text)!["paths"]!.AsObject();

        Assert.All(paths.Where(path => path.Value!["get"] is not null), path => Assert.Contains($"| `GET {path.Key}` |", Guide, StringComparison.Ordinal));
        Assert.All(paths.Where(path => path.Value!["post"] is not null), path => Assert.Contains($"`{path.Key.Split('/')[^1]}`", Guide.Replace("`POST /providers/{name}/", "`", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [GeneratedRegex("^\\| `gateway ([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Command();
}
