namespace QuantTradeAI.Streaming.Configuration.Yaml;

/// <summary>A piece of a configuration document, with its place.</summary>
internal abstract record ConfigNode(long Line, long Column)
{
    /// <summary>What it is, in the words of an error message.</summary>
    public abstract string Describe();
}

/// <summary>A single value; plain when it was written without quotes.</summary>
internal sealed record ScalarNode(string Text, bool IsPlain, long Line, long Column) : ConfigNode(Line, Column)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Describe() => IsNull ? "nothing" : $"'{Text}'";
}

/// <summary>A list.</summary>
internal sealed record SequenceNode(IReadOnlyList<ConfigNode> Items, long Line, long Column) : ConfigNode(Line, Column)
{
    public override string Describe() => "a list";
}

/// <summary>A mapping; keys are unique.</summary>
internal sealed record MappingNode(IReadOnlyList<KeyValuePair<ScalarNode, ConfigNode>> Members, long Line, long Column) : ConfigNode(Line, Column)
{
    public override string Describe() => "a mapping";
}
