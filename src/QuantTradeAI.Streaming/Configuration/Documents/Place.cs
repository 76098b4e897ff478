namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Where something stands in a file; line and column from 1.</summary>
internal readonly record struct Place(string File, long Line, long Column)
{
    /// <summary>The place of what is about a file as a whole.</summary>
    public static Place StartOf(string file) => new(file, 1, 1);
}
