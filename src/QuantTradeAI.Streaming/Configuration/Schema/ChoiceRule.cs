using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>One of a few words.</summary>
internal sealed class ChoiceRule(params string[] choices) : ScalarRule
{
    public override string Expected => choices.Length == 1 ? choices[0] : $"{string.Join(", ", choices[..^1])} or {choices[^1]}";

    protected override ConfigNode? AcceptScalar(ScalarNode scalar, ProblemList problems)
    {
        if (choices.Contains(scalar.Text, StringComparer.Ordinal))
            return scalar;
        return Refuse(scalar, problems, hint: scalar.Source is null ? Nearest.DidYouMean(scalar.Text, choices) : null);
    }

    protected override JsonObject ValueToJson() => new() { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]) };
}
