using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QuantTradeAI.Gateway.Simulate;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway simulate</c>.</summary>
internal sealed class SimulateCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway simulate --venue all --port 8700 --rate 1000",
        "gateway simulate --port 8700 --recording COINBASE.ws.28.0 --speed 10 --loop",
    ];

    private const string AllVenues = "all";
    private static readonly string[] Venues = [SimulatedVenue.BinanceName, SimulatedVenue.CoinbaseName, SimulatedVenue.AlpacaName, SimulatedVenue.ExampleName];

    private readonly Option<string> _venue = new("--venue", "-v") { Description = "Which market runs.", DefaultValueFactory = _ => AllVenues };

    private readonly Option<int> _port = new("--port", "-p") { Description = "The loopback port; 0 takes a free one.", HelpName = "PORT", DefaultValueFactory = _ => 0 };

    private readonly Option<double> _rate = new("--rate", "-r")
    {
        Description = "Events a second and venue.",
        HelpName = "EVENTS",
        DefaultValueFactory = _ => MarketPace.DefaultEventsPerSecond,
    };

    private readonly Option<int> _seed = new("--seed") { Description = "The seed of the market; the same one gives the same events.", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<string?> _recording = new("--recording") { Description = "Play this capture to whoever subscribes, instead of a market. Ends when they have left.", HelpName = "FILE" };

    private readonly Option<PlaybackPace?> _speed = SpeedOption.Create();

    private readonly Option<bool> _loop = new("--loop") { Description = "Play the capture again and again." };

    private readonly Option<TimeSpan?> _duration = DurationOption.Create();

    private readonly Option<string> _format = FormatOption.Create("one object a line.");

    /// <summary>For benchmarks: what is pushed at a client is no market.</summary>
    private readonly Option<long?> _flood = new("--flood")
    {
        Description = "Send FRAMES trades as fast as they are read to each client that subscribes to trades.",
        HelpName = "FRAMES",
        Hidden = true,
    };

    public Command Build()
    {
        _venue.AcceptOnlyFromAmong([.. Venues, AllVenues]);
        _port.CustomParser = Read<int>(_port.Name, port => port is >= 0 and <= ushort.MaxValue, "a port from 0 to 65535");
        _rate.CustomParser = Read<double>(_rate.Name, rate => rate is > 0 and <= 1_000_000, "events a second above 0, at most 1000000");
        _seed.CustomParser = Read<int>(_seed.Name, _ => true, "a whole number");
        var readFrames = Read<long>(_flood.Name, frames => frames > 0, "a number of frames above 0");
        _flood.CustomParser = result => readFrames(result);
        var command = new Command("simulate", "Run simulated venues alone, for anything that speaks WebSocket.")
        {
            _venue, _port, _rate, _seed, _recording, _speed, _loop, _duration, _format, _flood,
        };
        command.SetAction((parsed, stop) => new SimulateRun(host, SettingsOf(parsed)).RunAsync(stop));
        return command;
    }

    /// <summary>Reads the value in place of the parser, whose own messages name types.</summary>
    private static Func<ArgumentResult, T> Read<T>(string name, Func<T, bool> isRight, string expected)
        where T : struct, IParsable<T> => result =>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && isRight(value))
            return value;
        result.AddError($"{name} got '{text}'; expected {expected}.");
        return default;
    };

    private SimulateSettings SettingsOf(ParseResult parsed)
    {
        var (recording, flood) = (parsed.GetValue(_recording), parsed.GetValue(_flood));
        if (recording is null && (parsed.GetValue(_loop) || parsed.GetValue(_speed) is not null))
            throw new UsageException("--speed and --loop belong to a --recording.");
        if (recording is not null && flood is not null)
            throw new UsageException("--flood and --recording exclude each other.");
        var venue = parsed.GetValue(_venue)!;
        return new SimulateSettings
        {
            Venues = venue == AllVenues ? Venues : [venue],
            Port = parsed.GetValue(_port),
            Rate = parsed.GetValue(_rate),
            Seed = parsed.GetValue(_seed),
            Recording = recording,
            Pace = parsed.GetValue(_speed) ?? PlaybackPace.Recorded,
            Loop = parsed.GetValue(_loop),
            Flood = flood,
            Duration = parsed.GetValue(_duration),
            Json = parsed.IsJson(_format),
        };
    }
}
