using System.CommandLine;
using QuantTradeAI.Gateway.Operators;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway top</c>.</summary>
internal sealed class TopCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway top",
        "gateway top --url http://10.0.0.5:8000 --token-file token.txt",
    ];

    private readonly SurfaceOptions _surface = new("the whole status, one object a second.");

    public Command Build()
    {
        var command = new Command("top", "Show how a running gateway is, once a second, until Ctrl+C.");
        _surface.AddTo(command);
        command.SetAction((parsed, stop) => new TopRun(host, _surface.SettingsOf(parsed)).RunAsync(stop));
        return command;
    }
}
