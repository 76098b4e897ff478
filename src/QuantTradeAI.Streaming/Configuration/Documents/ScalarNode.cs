namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>A single value; plain when it was written without quotes.</summary>
internal sealed record ScalarNode(string Text, bool IsPlain, Place Place) : ConfigNode(Place)
{
    /// <summary>Where the text came from, <c>the value of ${VAR}</c>, when that is not the document: it may be secret and is never shown.</summary>
    public string? Source { get; init; }

    /// <summary>The text as the document has it, with its placeholders; safe to show.</summary>
    public string Written { get; init; } = Text;

    /// <summary>Whether placeholders were left in, because nothing of this part is used.</summary>
    public bool IsOpen { get; init; }

    public bool IsNull => IsPlain && Source is null && Text is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>Whether the document says that it is text.</summary>
    public bool IsQuoted => !IsPlain && Source is null;

    public override string Describe() => IsNull ? "nothing" : Source ?? Shown.Quoted(Text);
}
