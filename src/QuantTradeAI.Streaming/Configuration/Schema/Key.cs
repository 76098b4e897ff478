using System.Text.Json.Nodes;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A key of an <see cref="ObjectRule"/>.</summary>
/// <param name="Name">As the document spells it.</param>
/// <param name="Rule">What its value is.</param>
/// <param name="Description">For people: what it does, in a sentence.</param>
internal sealed record Key(string Name, Rule Rule, string Description)
{
    public bool IsRequired { get; init; }

    /// <summary>The value of an absent key; null where that is no single value.</summary>
    public JsonNode? Default { get; init; }
}
