namespace QuantTradeAI.Streaming.Configuration;

/// <summary>One thing that is wrong in a configuration file.</summary>
/// <param name="File">The file's path as it was given; empty for what was made in code.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Where in the document: <c>streaming.providers[0].name</c>; empty for the document itself.</param>
/// <param name="Message">What is wrong, what was got, what is expected.</param>
public sealed record ConfigProblem(string File, long Line, long Column, string Path, string Message)
{
    /// <summary><c>file:line:column path: message</c>.</summary>
    public override string ToString() =>
        File.Length == 0 ? $"{Path}: {Message}" : $"{File}:{Line}:{Column}{(Path.Length == 0 ? "" : " " + Path)}: {Message}";
}
