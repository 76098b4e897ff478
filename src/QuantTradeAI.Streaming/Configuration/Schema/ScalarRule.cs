using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A rule for a single value, which a placeholder may stand for.</summary>
internal abstract class ScalarRule : Rule
{
    public sealed override JsonObject ToJson() => new()
    {
        ["anyOf"] = new JsonArray(ValueToJson(), new JsonObject { ["$ref"] = JsonSchemaWriter.PlaceholderReference }),
    };

    protected sealed override ConfigNode? AcceptNode(ConfigNode node, ProblemList problems)
    {
        if (node is not ScalarNode { IsNull: false } scalar)
            return Refuse(node, problems);
        return scalar.IsOpen ? null : AcceptScalar(scalar, problems);
    }

    protected abstract ConfigNode? AcceptScalar(ScalarNode scalar, ProblemList problems);

    protected abstract JsonObject ValueToJson();
}
