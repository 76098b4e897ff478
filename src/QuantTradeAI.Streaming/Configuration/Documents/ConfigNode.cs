namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>A piece of a configuration document, with its place.</summary>
internal abstract record ConfigNode(Place Place)
{
    /// <summary>Where in the document: <c>streaming.providers[0].name</c>. Known once the schema has been over it.</summary>
    public string Path { get; init; } = "";

    /// <summary>What it is, in the words of an error message.</summary>
    public abstract string Describe();
}
