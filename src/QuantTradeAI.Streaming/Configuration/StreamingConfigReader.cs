using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Yaml;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads <c>config/streaming.yaml</c>.</summary>
public static class StreamingConfigReader
{
    private const string AnySymbol = "a symbol like BTC-USD";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="adapters">Names of the adapters that there are.</param>
    /// <exception cref="ProviderConfigurationException">All problems of the file, one a line.</exception>
    public static StreamingConfig Load(string path, IReadOnlyCollection<string> adapters)
    {
        byte[] bytes;
        try
        {
            bytes = ConfigFile.Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new ProviderConfigurationException($"{path}: the file cannot be read: {error.Message}", error);
        }

        if (ConfigFile.FindInvalid(path, bytes) is { } problem)
            throw new ProviderConfigurationException(problem.ToString());
        return Parse(path, ConfigFile.Text(bytes), adapters);
    }

    /// <summary>Reads a text; <paramref name="file"/> is what problems call it.</summary>
    /// <exception cref="ProviderConfigurationException">All problems of the text, one a line.</exception>
    public static StreamingConfig Parse(string file, string text, IReadOnlyCollection<string> adapters)
    {
        var problems = new List<ConfigProblem>();
        var config = YamlDocument.Read(file, text, problems) is { } root ? Read(new ConfigSection(file, "", root, problems), adapters) : null;
        if (problems.Count > 0)
            throw new ProviderConfigurationException(string.Join(Environment.NewLine, problems.OrderBy(p => p.Line).ThenBy(p => p.Column)));
        return config! with { File = file };
    }

    private static StreamingConfig? Read(ConfigSection root, IReadOnlyCollection<string> adapters)
    {
        root.Accept("streaming_health");
        var section = root.Section("streaming");
        root.RefuseUnknown();
        if (section is not { } streaming)
            return null;

        var symbols = streaming.Texts("symbols", AnySymbol, ParseSymbol) ?? [];
        streaming.Integer("buffer_size", 1, int.MaxValue);
        streaming.Integer("reconnect_attempts", 0, int.MaxValue);
        streaming.Integer("health_check_interval", 1, int.MaxValue);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var providers = streaming.Sections("providers").Select(provider => ReadProvider(provider, symbols, adapters, names)).ToList();
        streaming.RefuseUnknown();
        return new StreamingConfig { Symbols = symbols, Providers = [.. providers.OfType<ProviderConfig>()] };
    }

    private static ProviderConfig? ReadProvider(ConfigSection section, ImmutableArray<string> symbols, IReadOnlyCollection<string> adapters, HashSet<string> names)
    {
        var name = section.Text("name", "a provider's name");
        if (name is not null && !names.Add(name))
            section.Problem("name", $"the provider '{name}' stands here twice; expected each once");
        if (name is not null && !adapters.Contains(name))
            section.Problem("name", $"unknown provider '{name}'; expected one of {string.Join(", ", adapters.Order(StringComparer.Ordinal))}");
        var url = section.Text("websocket_url", "a ws:// or wss:// address", ParseUrl);
        var subscriptions = section.Texts("subscriptions", "trades, quotes or order_book", text => ParseDataType(text)?.ToString());
        var own = section.Texts("symbols", AnySymbol, ParseSymbol);
        var native = section.Pairs("native_symbols");
        var options = section.Pairs("options");
        section.Accept("auth_method", "rate_limit", "circuit_breaker");
        section.RefuseUnknown();
        if (name is null || url is null)
            return null;
        return new ProviderConfig
        {
            Name = name,
            WebSocketUrl = url,
            Subscriptions = subscriptions?.Aggregate(DataTypes.None, (all, each) => all | Enum.Parse<DataTypes>(each)),
            Symbols = own ?? symbols,
            NativeSymbols = native,
            Options = options,
        };
    }

    private static string? ParseSymbol(string text)
    {
        try
        {
            return Symbol.Of(text).Name;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Uri? ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss" && url.Host.Length > 0 ? url : null;

    private static DataTypes? ParseDataType(string text) => text switch
    {
        "trades" => DataTypes.Trades,
        "quotes" => DataTypes.Quotes,
        "order_book" => DataTypes.OrderBook,
        _ => null,
    };
}
