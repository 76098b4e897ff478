using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Which environment of a provider's document is used.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">What to say instead of the name, when a placeholder filled it in.</param>
/// <param name="Key">The document's own choice, when that was followed.</param>
internal sealed record EnvironmentChoice(string Name, string? Source = null, ScalarNode? Key = null)
{
    public const string Environments = "environments";

    private const string Environment = "environment";

    private string Shown => Source ?? Documents.Shown.Quoted(Name);

    /// <summary>The document's choice, else the usual one; null when the document's cannot be read, which is noted elsewhere.</summary>
    public static EnvironmentChoice? OfDocument(ConfigNode head) => head.Member(Environment) switch
    {
        null or ScalarNode { IsNull: true } => new EnvironmentChoice(ProviderSettings.DefaultEnvironment),
        ScalarNode scalar => new EnvironmentChoice(scalar.Text, scalar.Source, scalar with { Path = Environment }),
        _ => null,
    };

    /// <summary>The environment, if it is there, right and enabled; what is wrong is noted.</summary>
    /// <param name="written">All of them as the document has them.</param>
    /// <param name="accepted">Those that are right.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public ConfigNode? Find(MappingNode written, ConfigNode? accepted, ProblemList problems)
    {
        var names = written.Members.Select(member => member.Key.Text).ToList();
        if (!names.Contains(Name))
        {
            var expected = string.Join(", ", names.Order(StringComparer.Ordinal).Select(Documents.Shown.Plain));
            var hint = Source is null ? Nearest.DidYouMean(Name, names) : "";
            problems.Add(
                Key ?? (ConfigNode)(written with { Path = Environments }), $"got {Shown}; expected an environment of this document: {expected}{hint}");
            return null;
        }

        var chosen = accepted.Member(Name);
        if (chosen.Flag("enabled") is not false)
            return chosen;
        var enabled = names.Where(name => accepted.Member(name) is { } other && other.Flag("enabled") is not false).Order(StringComparer.Ordinal).ToList();
        problems.Add(
            chosen.Member("enabled")!,
            $"the environment {Shown} is disabled; expected an enabled one{(enabled.Count == 0 ? "" : $": {string.Join(", ", enabled)}")}");
        return null;
    }
}
