namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What a client of a real venue once received, and what it had asked for.</summary>
public sealed class Recording
{
    private readonly IReadOnlyList<string> _symbolNames;

    internal Recording(Uri url, IReadOnlyList<RecordedFrame> frames, IReadOnlyList<RecordedFrame> requests)
    {
        Url = url;
        Venue = VenueOf(url);
        Frames = frames;
        Requests = requests;
        Subscriptions = Venue == SimulatedVenue.CoinbaseName
            ? CoinbaseSubscriptionsOf(requests)
            : BinanceSubscriptionsOf(url, requests);
        _symbolNames = [.. Subscriptions.Select(SymbolOf).Distinct()];
    }

    /// <summary>The recorded endpoint.</summary>
    public Uri Url { get; }

    /// <summary>The received frames in order.</summary>
    public IReadOnlyList<RecordedFrame> Frames { get; }

    /// <summary>What the client sent, in order.</summary>
    public IReadOnlyList<RecordedFrame> Requests { get; }

    /// <summary>The simulated venue that speaks the recorded protocol, judged by the endpoint; null when none does.</summary>
    public string? Venue { get; }

    /// <summary>
    /// What the client asked for: the streams of Binance's address and requests, such as <c>nknusdt@aggTrade</c>, or
    /// Coinbase's channels and products, such as <c>matches:SKL-USD</c>.
    /// </summary>
    public IReadOnlyList<string> Subscriptions { get; }

    /// <summary>The recorded instruments in the venue's spelling, such as <c>NKNUSDT</c> or <c>SKL-USD</c>.</summary>
    public IReadOnlyList<string> SymbolNames => _symbolNames;

    /// <summary>The time from the first frame to the last.</summary>
    public TimeSpan Duration => Frames.Count == 0 ? TimeSpan.Zero : Frames[^1].Time - Frames[0].Time;

    internal IReadOnlyList<SimulatedSymbol> Symbols => [.. _symbolNames.Select(SymbolFor)];

    /// <summary>Reads a capture.</summary>
    /// <exception cref="RecordingFormatException">A line is malformed; the message has its number.</exception>
    public static Recording Load(string path) => new RecordingReader(path, File.ReadAllBytes(path)).Read();

    private static string? VenueOf(Uri url)
    {
        string[] simulated = [SimulatedVenue.BinanceName, SimulatedVenue.CoinbaseName];
        if (url.IsLoopback)
            return Array.Find(simulated, name => $"{url.AbsolutePath}/".StartsWith($"/{name}/", StringComparison.Ordinal));

        return url.Host switch
        {
            "stream.binance.com" or "data-stream.binance.vision" => SimulatedVenue.BinanceName,
            "ws-feed.exchange.coinbase.com" or "ws-feed.pro.coinbase.com" => SimulatedVenue.CoinbaseName,
            _ => null,
        };
    }

    private static string[] BinanceSubscriptionsOf(Uri url, IEnumerable<RecordedFrame> requests)
        => [.. StreamsOf(url).Concat(requests.SelectMany(request => BinanceStreams.AskedFor(request.Payload.ToArray()))).Distinct()];

    private static string[] StreamsOf(Uri url)
    {
        const string Streams = "streams=";
        var query = url.Query.TrimStart('?').Split('&').FirstOrDefault(part => part.StartsWith(Streams, StringComparison.Ordinal));
        var raw = Math.Max(0, url.AbsolutePath.IndexOf("/ws/", StringComparison.Ordinal));
        return BinanceStreams.Of(url.AbsolutePath[raw..], query is null ? null : Uri.UnescapeDataString(query[Streams.Length..]));
    }

    private static string[] CoinbaseSubscriptionsOf(IEnumerable<RecordedFrame> requests)
        => [.. requests.SelectMany(request => SubscribedBy(request.Payload)).Distinct()];

    private static List<string> SubscribedBy(ReadOnlyMemory<byte> request)
    {
        try
        {
            var parsed = CoinbaseRequest.Parse(request.ToArray());
            return parsed.Subscribes ? [.. parsed.Channels.SelectMany(Names)] : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Names((string Channel, IReadOnlyList<string> Products) asked)
        => asked.Products.Select(product => $"{asked.Channel}:{product}");

    private string SymbolOf(string subscription) => Venue == SimulatedVenue.CoinbaseName
        ? subscription[(subscription.IndexOf(':') + 1)..]
        : subscription.Split('@')[0].ToUpperInvariant();

    private static SimulatedSymbol SymbolFor(string name)
    {
        var (start, quote) = Split(name);
        return new SimulatedSymbol(name, start, quote, Price: 1.00000000m, Tick: 0.00000001m, SizeStep: 0.00000001m);
    }

    private static (string Base, string Quote) Split(string name)
    {
        if (name.IndexOf('-') is > 0 and var dash)
            return (name[..dash], name[(dash + 1)..]);

        string[] quotes = ["FDUSD", "USDT", "USDC", "TUSD", "BUSD", "BTC", "ETH", "BNB", "EUR", "GBP", "TRY", "USD"];
        var quote = quotes.FirstOrDefault(known => name.Length > known.Length && name.EndsWith(known, StringComparison.Ordinal)) ?? "";
        return (name[..^quote.Length], quote);
    }
}
