using System.Text.RegularExpressions;

namespace QuantTradeAI.Streaming.Configuration.Interpolation;

/// <summary>One placeholder of a scalar, taken apart. Pure.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">The variable, or the file's path.</param>
/// <param name="Rest">The default or the message.</param>
internal sealed partial record Placeholder(PlaceholderKind Kind, string Name, string Rest)
{
    public const string Begin = "${";
    public const string Forms = "${VAR}, ${VAR:-default}, ${VAR:?message}, ${file:PATH}, or $${ for the two characters themselves";

    private const string FilePrefix = "file:";

    /// <summary>How messages name it: without its default, message or value.</summary>
    public string Shown => Kind == PlaceholderKind.File
        ? $"${{{FilePrefix}{Documents.Shown.Plain(Name)}}}"
        : $"${{{Documents.Shown.Plain(Name)}}}";

    /// <summary>Reads what stands between the braces; null when it is none of the forms.</summary>
    public static Placeholder? Parse(string inner)
    {
        if (Variable().Match(inner) is { Success: true } variable)
        {
            var kind = variable.Groups["form"].Value switch
            {
                ":-" => PlaceholderKind.WithDefault,
                ":?" => PlaceholderKind.WithMessage,
                _ => PlaceholderKind.Required,
            };
            return new Placeholder(kind, variable.Groups["name"].Value, variable.Groups["rest"].Value);
        }

        return inner.StartsWith(FilePrefix, StringComparison.Ordinal) && inner.Length > FilePrefix.Length
            ? new Placeholder(PlaceholderKind.File, inner[FilePrefix.Length..], "")
            : null;
    }

    [GeneratedRegex(@"\A(?<name>[A-Za-z_][A-Za-z0-9_]{0,255})(?:(?<form>:[-?])(?<rest>.*))?\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
