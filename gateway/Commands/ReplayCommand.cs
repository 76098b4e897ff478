using System.CommandLine;
using QuantTradeAI.Gateway.Replay;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway replay</c>.</summary>
internal sealed class ReplayCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway replay COINBASE.ws.28.0 --venue coinbase --speed max",
        "gateway replay BINANCE.ws.1.0 --speed 10 --format json",
    ];

    private readonly Argument<string> _file = new("FILE") { Description = "The capture: '<url> <-> <time>', then '<time>: <frame>' lines." };

    private readonly Option<string?> _venue = new("--venue", "-v") { Description = "Whose capture it is; told by its first line when absent." };

    private readonly Option<PlaybackPace?> _speed = SpeedOption.Create();

    private readonly Option<string> _format = FormatOption.Create("nothing but the result.");

    public Command Build()
    {
        _venue.AcceptOnlyFromAmong(SimulatedVenue.BinanceName, SimulatedVenue.CoinbaseName);
        var command = new Command("replay", "Play a capture through a real WebSocket, and count what comes out.\nThe last line of output is one JSON object.")
        {
            _file, _venue, _speed, _format,
        };
        command.SetAction((parsed, stop) => new ReplayRun(host, SettingsOf(parsed)).RunAsync(stop));
        return command;
    }

    private ReplaySettings SettingsOf(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_file), parsed.GetValue(_venue), parsed.GetValue(_speed) ?? PlaybackPace.Recorded, parsed.IsJson(_format));
}
