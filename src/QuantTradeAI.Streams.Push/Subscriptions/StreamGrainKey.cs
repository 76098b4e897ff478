namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>The key of a stream's grain: <c>provider/namespace/key</c>, each part escaped as in a URL.</summary>
internal static class StreamGrainKey
{
    public static string Of(string provider, StreamId stream) =>
        $"{Uri.EscapeDataString(provider)}/{Uri.EscapeDataString(stream.GetNamespace() ?? "")}/{Uri.EscapeDataString(stream.GetKeyAsString())}";

    /// <exception cref="FormatException">It is no such key.</exception>
    public static (string Provider, StreamId Stream) Parse(string key)
    {
        var parts = key.Split('/');
        if (parts.Length != 3)
            throw new FormatException($"'{key}' names no stream; expected provider/namespace/key.");
        var name = Uri.UnescapeDataString(parts[1]);
        return (Uri.UnescapeDataString(parts[0]), StreamId.Create(name.Length == 0 ? null : name, Uri.UnescapeDataString(parts[2])));
    }
}
