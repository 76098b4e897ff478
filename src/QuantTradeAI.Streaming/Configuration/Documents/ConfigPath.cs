namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Paths within a document: <c>streaming.providers[0].name</c>.</summary>
internal static class ConfigPath
{
    public static string Join(string path, string key) => Under(path, Shown.Plain(key));

    public static string Item(string path, int index) => $"{path}[{index}]";

    /// <summary>A path that is itself part of another.</summary>
    public static string Under(string path, string rest) => path.Length == 0 ? rest : $"{path}.{rest}";
}
