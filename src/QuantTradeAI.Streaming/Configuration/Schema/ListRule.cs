using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A list.</summary>
/// <param name="item">What each entry is.</param>
/// <param name="expected">In words, in the plural: <c>symbols like BTC-USD</c>.</param>
/// <param name="least">How many there must be.</param>
/// <param name="isUnique">Whether each may stand there once only.</param>
internal sealed class ListRule(Rule item, string expected, int least = 0, bool isUnique = false) : Rule
{
    public override string Expected => $"a list of {expected}{(least > 0 ? $", at least {least}" : "")}";

    public override JsonObject ToJson()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.ToJson() };
        if (least > 0)
            schema["minItems"] = least;
        if (isUnique)
            schema["uniqueItems"] = true;
        return schema;
    }

    protected override ConfigNode? AcceptNode(ConfigNode node, ProblemList problems)
    {
        if (node is not SequenceNode sequence || sequence.Items.Count < least)
            return Refuse(node, problems);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<ConfigNode>();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            if (item.Accept(sequence.Items[i], ConfigPath.Item(node.Path, i), problems) is not { } right)
                continue;
            if (isUnique && right is ScalarNode scalar && !seen.Add(scalar.Text))
                problems.Add(right, $"{scalar.Describe()} stands here twice; expected each once");
            else
                items.Add(right);
        }

        return sequence with { Items = items };
    }
}
