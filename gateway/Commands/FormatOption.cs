using System.CommandLine;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>--format</c>: for people or for machines.</summary>
internal static class FormatOption
{
    private const string Text = "text";
    private const string Json = "json";

    public static Option<string> Create(string jsonMeans)
    {
        var option = new Option<string>("--format", "-f")
        {
            Description = $"text for people; json: {jsonMeans}",
            DefaultValueFactory = _ => Text,
        };
        option.AcceptOnlyFromAmong(Text, Json);
        return option;
    }

    public static bool IsJson(this ParseResult parsed, Option<string> format) => parsed.GetValue(format) == Json;
}
