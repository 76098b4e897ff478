using System.Text;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Interpolation;

/// <summary>
/// Puts values in the place of the placeholders of a parsed document's scalars. A value never becomes structure, is never read for
/// placeholders itself, and never appears in a problem.
/// </summary>
internal sealed class Interpolator(string file, Func<string, string?> variables, ProblemList problems)
{
    /// <summary>Most placeholders of one document.</summary>
    public const int MaxPlaceholders = 1_000;

    /// <summary>Most characters that all values of one document have together.</summary>
    public const int MaxTotalLength = ConfigFile.MaxLength;

    private readonly PlaceholderValues _values = new(file, variables, problems.NoteRead);
    private int _count;
    private int _length;

    /// <summary>The document with every value in its place.</summary>
    public ConfigNode Resolve(ConfigNode node, string path = "") => Walk(node, path, Resolve);

    /// <summary>The same document, with problems for what is no placeholder; of those that are, nothing is looked up.</summary>
    public ConfigNode Leave(ConfigNode node, string path = "") => Walk(node, path, Leave);

    private static ConfigNode Walk(ConfigNode node, string path, Func<ScalarNode, ConfigNode> scalar) => node switch
    {
        ScalarNode one => one.Text.Contains(Placeholder.Begin, StringComparison.Ordinal) ? scalar(one with { Path = path }) : one,
        SequenceNode list => list with { Items = [.. list.Items.Select((item, i) => Walk(item, ConfigPath.Item(path, i), scalar))] },
        MappingNode mapping => mapping with
        {
            Members = [.. mapping.Members.Select(member => KeyValuePair.Create(member.Key, Walk(member.Value, ConfigPath.Join(path, member.Key.Text), scalar)))],
        },
        _ => node,
    };

    private ConfigNode Leave(ScalarNode scalar)
    {
        var isOpen = false;
        return Replace(scalar, _ =>
        {
            isOpen = true;
            return "";
        }) is { } text
            ? isOpen ? scalar with { IsOpen = true } : scalar with { Text = text }
            : new BrokenNode(scalar.Place);
    }

    private ConfigNode Resolve(ScalarNode scalar)
    {
        var sources = new List<string>();
        return Replace(scalar, placeholder =>
        {
            var (value, problem) = _values.Find(placeholder);
            if ((_length += value?.Length ?? 0) > MaxTotalLength)
                (value, problem) = (null, $"the values of this document's placeholders are longer than {MaxTotalLength:N0} characters together");
            if (problem is not null)
                Refuse(scalar, problem);
            if (!sources.Contains(placeholder.Shown))
                sources.Add(placeholder.Shown);
            return value;
        }) is { } text
            ? scalar with { Text = text, Source = sources.Count == 0 ? null : $"the value of {string.Join(" and ", sources)}" }
            : new BrokenNode(scalar.Place);
    }

    /// <summary>The text with each placeholder replaced; null when one could not be, which is noted.</summary>
    private string? Replace(ScalarNode scalar, Func<Placeholder, string?> value)
    {
        var (text, built, isWhole) = (scalar.Text, new StringBuilder(), true);
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf(Placeholder.Begin, at, StringComparison.Ordinal);
            if (next < 0)
            {
                built.Append(text, at, text.Length - at);
                break;
            }

            var begin = next + Placeholder.Begin.Length;
            if (next > at && text[next - 1] == '$')
            {
                built.Append(text, at, next - 1 - at).Append(Placeholder.Begin);
                at = begin;
                continue;
            }

            built.Append(text, at, next - at);
            var end = text.IndexOf('}', begin);
            if (end < 0)
                return Refuse(scalar, $"the placeholder {Shown.Quoted(text[next..])} has no end; expected {Placeholder.Forms}");
            var inner = text[begin..end];
            if (inner.Contains(Placeholder.Begin, StringComparison.Ordinal))
                return Refuse(scalar, $"placeholders cannot stand within placeholders; expected {Placeholder.Forms}");
            if (Placeholder.Parse(inner) is not { } placeholder)
                return Refuse(scalar, $"got the placeholder {Shown.Quoted(text[next..(end + 1)])}; expected {Placeholder.Forms}");
            if (++_count > MaxPlaceholders)
                return Refuse(scalar, $"there are more than {MaxPlaceholders:N0} placeholders in this document");
            isWhole = value(placeholder) is { } found && built.Append(found) is not null && isWhole;
            at = end + 1;
        }

        return isWhole ? built.ToString() : null;
    }

    private string? Refuse(ScalarNode scalar, string message)
    {
        problems.Add(scalar, message);
        return null;
    }
}
