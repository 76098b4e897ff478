using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>
/// What a piece of a document must be. The reader accepts by it and the JSON Schema is generated from it, so they cannot tell two stories.
/// </summary>
internal abstract class Rule
{
    /// <summary>In the words of an error message: <c>a whole number from 1 to 10</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>The part that is right, with its path; null when nothing is. What is wrong is noted.</summary>
    public ConfigNode? Accept(ConfigNode node, string path, ProblemList problems) =>
        node is BrokenNode ? null : AcceptNode(node with { Path = path }, problems);

    /// <summary>The rule as draft-07 JSON Schema.</summary>
    public abstract JsonObject ToJson();

    protected abstract ConfigNode? AcceptNode(ConfigNode node, ProblemList problems);

    /// <summary>Notes that a node is not what was expected.</summary>
    protected ConfigNode? Refuse(ConfigNode node, ProblemList problems, string? got = null, string? hint = null)
    {
        problems.Add(node, $"got {got ?? node.Describe()}; expected {Expected}{hint}");
        return null;
    }
}
