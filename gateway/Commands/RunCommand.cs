using System.CommandLine;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway</c> and <c>gateway run</c>.</summary>
internal sealed class RunCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway                                   simulated venues, live table",
        "gateway --duration 10s --format json      ten seconds, one JSON line a second",
        "gateway --live --config my/streaming.yaml real venues",
    ];

    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = $"The configuration file; {ConfigFile.DefaultPath} when absent.",
        HelpName = "PATH",
    };

    private readonly Option<string[]> _plugins = PluginsOption.Create();

    private readonly Option<bool> _live = new("--live") { Description = "Connect to the configured addresses instead of simulated venues." };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Where to remember circuits and counters over a restart; as configured when absent, and nowhere with simulated venues.",
        HelpName = "DIRECTORY",
    };

    private readonly Option<TimeSpan?> _duration = DurationOption.Create();

    private readonly Option<int?> _port = PortOption.Create();

    private readonly Option<string> _format = FormatOption.Create("a status line a second, then a summary.");

    public void AddTo(Command command)
    {
        command.Add(_config);
        command.Add(_plugins);
        command.Add(_live);
        command.Add(_data);
        _data.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
                result.AddError($"--data got '{text}'; expected a directory.");
        });
        command.Add(_duration);
        command.Add(_port);
        command.Add(_format);
        command.SetAction((parsed, stop) => new GatewayRun(host, SettingsOf(parsed)).RunAsync(stop));
    }

    private RunSettings SettingsOf(ParseResult parsed) =>
        new(
            parsed.GetValue(_config),
            parsed.GetValue(_plugins) ?? [],
            parsed.GetValue(_live),
            parsed.GetValue(_data),
            parsed.GetValue(_duration),
            parsed.GetValue(_port),
            parsed.IsJson(_format));
}
