using System.Text.Json.Serialization;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Simulate;

/// <summary>A line of output: a text for people, an object for machines.</summary>
internal abstract record SimulateReport([property: JsonPropertyOrder(-1)] string Type)
{
    [JsonIgnore]
    public abstract string Text { get; }
}

/// <summary>Where a venue can be reached.</summary>
internal sealed record AddressReport(string Venue, Uri WebsocketUrl, Uri RestUrl, IReadOnlyList<string> Symbols) : SimulateReport("address")
{
    private const int MostSymbols = 5;

    [JsonIgnore]
    public override string Text => string.Join(Environment.NewLine, [
        $"{Venue,-10}{WebsocketUrl}",
        $"{"",-10}trades {string.Join(", ", Symbols.Take(MostSymbols))}{(Symbols.Count > MostSymbols ? ", ..." : "")}; try:",
        .. Try().Select(line => $"{"",-10}{line}"),
    ]);

    private string[] Try() => Venue switch
    {
        SimulatedVenue.BinanceName => [$"websocat '{WebsocketUrl}?streams={Symbols[0].ToLowerInvariant()}@trade'"],
        SimulatedVenue.AlpacaName =>
        [
            $"websocat {WebsocketUrl}",
            """{"action":"auth","key":"any","secret":"any"}""",
            $$"""{"action":"subscribe","trades":["{{Symbols[0]}}"]}""",
        ],
        SimulatedVenue.ExampleName => [$"websocat {WebsocketUrl}", $$"""{"op":"subscribe","id":1,"channels":["trades:{{Symbols[0]}}"]}"""],
        _ => [$"websocat {WebsocketUrl}", $$"""{"type":"subscribe","product_ids":["{{Symbols[0]}}"],"channels":["matches"]}"""],
    };
}

/// <summary>How often a capture was played to its end.</summary>
internal sealed record PlayedReport(string Venue, int Times, long Frames, double ElapsedS) : SimulateReport("played")
{
    [JsonIgnore]
    public override string Text => $"{Venue,-10}played {Words.Counted(Frames, "frame")} ({Words.Counted(Times, "time")}) in {ElapsedS:N1} s";
}

/// <summary>A client was flooded.</summary>
internal sealed record FloodReport(string Venue, string Symbol, long FirstId, long Frames, long Bytes, double ElapsedS, double FramesPerS) : SimulateReport("flood")
{
    [JsonIgnore]
    public override string Text => $"{Venue,-10}flooded {Symbol} with {Frames:N0} trades in {ElapsedS:N3} s: {FramesPerS:N0}/s";
}

/// <summary>The end: what was served.</summary>
internal sealed record ServedReport(string Venue, long Connections, long Frames) : SimulateReport("served")
{
    [JsonIgnore]
    public override string Text => $"{Venue,-10}served {Words.Counted(Connections, "connection")}, {Words.Counted(Frames, "frame")}";
}
