using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A text that no message repeats.</summary>
internal sealed class SecretRule : ScalarRule
{
    public override string Expected => "a secret, best a placeholder such as ${VAR} or ${file:/run/secrets/x}";

    protected override ConfigNode? AcceptScalar(ScalarNode scalar, ProblemList problems)
    {
        if (!string.IsNullOrWhiteSpace(scalar.Text))
            return scalar;
        problems.Add(scalar, $"{(scalar.Source is null ? "is blank" : $"{scalar.Source} is blank")}; expected {Expected}, or no such key");
        return null;
    }

    protected override JsonObject ValueToJson() => new() { ["type"] = new JsonArray("string", "number", "boolean"), ["minLength"] = 1 };
}
