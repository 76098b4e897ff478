using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary><c>true</c> or <c>false</c>, and nothing that other YAML readers take for them.</summary>
internal sealed class FlagRule : ScalarRule
{
    public override string Expected => "true or false";

    protected override ConfigNode? AcceptScalar(ScalarNode scalar, ProblemList problems)
    {
        if (scalar.IsQuoted)
            return Refuse(scalar, problems, $"{scalar.Describe()} in quotes", ", without quotes");
        return scalar.Text is "true" or "false" ? scalar : Refuse(scalar, problems);
    }

    protected override JsonObject ValueToJson() => new() { ["type"] = "boolean" };
}
