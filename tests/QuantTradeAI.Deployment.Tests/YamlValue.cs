using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace QuantTradeAI.Deployment.Tests;

/// <summary>A value of a YAML document, anchors and merges resolved. What is not there is a value without anything in it.</summary>
internal readonly record struct YamlValue(object? Raw, string Path)
{
    public YamlValue this[string key] =>
        new(Raw is IDictionary<object, object?> map && map.TryGetValue(key, out var value) ? value : null, $"{Path}.{key}");

    public bool IsThere => Raw is not null;

    public string? Text => Raw as string;

    public int Number => int.Parse(Text ?? throw new InvalidDataException($"{Path} is missing."), CultureInfo.InvariantCulture);

    public IReadOnlyList<YamlValue> Items
    {
        get
        {
            var path = Path;
            return Raw is IEnumerable<object?> list ? [.. list.Select((item, index) => new YamlValue(item, $"{path}[{index}]"))] : [];
        }
    }

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text ?? "")];

    public IReadOnlyDictionary<string, YamlValue> Members
    {
        get
        {
            var path = Path;
            return Raw is IDictionary<object, object?> map
                ? map.ToDictionary(pair => (string)pair.Key, pair => new YamlValue(pair.Value, $"{path}.{pair.Key}"))
                : [];
        }
    }

    public override string ToString() => $"{Path}: {(Raw is null ? "missing" : new SerializerBuilder().Build().Serialize(Raw).Trim())}";

    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<YamlValue> Read(string file)
    {
        using var text = new StringReader(RepositoryFiles.Read(file));
        var parser = new MergingParser(new Parser(text));
        var deserializer = new DeserializerBuilder().Build();
        var documents = new List<YamlValue>();
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
            documents.Add(new YamlValue(deserializer.Deserialize<object?>(parser), file));
        return documents;
    }
}
