using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Gateway.Validate;

/// <summary>What was found, for people, for machines, or for a workflow's annotations.</summary>
internal static class ProblemReport
{
    public const string Text = "text";
    public const string Json = "json";
    public const string GitHub = "github";

    private const int Columns = 80;
    private const string Indent = "  ";

    public static void Write(TextWriter output, IReadOnlyList<ConfigCheckResult> results, string format)
    {
        if (format == Json)
        {
            output.WriteLine(JsonText.Of(new { Ok = results.All(result => result.Problems.IsEmpty), Files = results }));
            return;
        }

        foreach (var result in results)
        {
            foreach (var problem in result.Problems)
                output.WriteLine(format == GitHub ? Annotation(problem) : ForPeople(problem));
            if (format == Text)
                output.WriteLine(Verdict(result));
        }
    }

    /// <summary>The place on a line of its own, then the message within a terminal's width.</summary>
    internal static string ForPeople(ConfigProblem problem) => string.Join(Environment.NewLine, Wrap(problem.Message).Prepend(
        $"{problem.File}:{problem.Line}:{problem.Column}{(problem.Path.Length == 0 ? "" : " " + problem.Path)}"));

    /// <summary>A workflow command; what would end a field is written as the runner reads it.</summary>
    internal static string Annotation(ConfigProblem problem)
    {
        var message = problem.Path.Length == 0 ? problem.Message : $"{problem.Path}: {problem.Message}";
        return $"::error file={Property(problem.File)},line={problem.Line},col={problem.Column}::{Data(message)}";
    }

    private static string Verdict(ConfigCheckResult result) => $"{result.File}: {(result.Problems.Length, result.Kind) switch
    {
        (0, ConfigDocumentKind.Streaming) => "ok, a streaming configuration",
        (0, ConfigDocumentKind.Provider) => "ok, a provider's document",
        (0, _) => "its problems are told above",
        (1, _) => "1 problem",
        var (count, _) => $"{count} problems",
    }}";

    private static IEnumerable<string> Wrap(string message)
    {
        var line = "";
        foreach (var word in message.Split(' '))
        {
            if (line.Length > 0 && Indent.Length + line.Length + 1 + word.Length > Columns)
            {
                yield return Indent + line;
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return Indent + line;
    }

    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
