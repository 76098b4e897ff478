using System.CommandLine;
using QuantTradeAI.Gateway.Operators;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Commands;

/// <summary>The options of commands that ask a running gateway.</summary>
internal sealed class SurfaceOptions(string jsonMeans)
{
    private readonly Option<string?> _url = new("--url", "-u")
    {
        Description = "The gateway's address, like http://127.0.0.1:8000; as configured when absent.",
        HelpName = "URL",
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "A file with the gateway's token; the configured one when absent, but never with --url.",
        HelpName = "PATH",
    };

    private readonly Option<string?> _config = new("--config", "-c")
    {
        Description = $"The configuration file of the gateway; {ConfigFile.DefaultPath} when absent.",
        HelpName = "PATH",
    };

    private readonly Option<string> _format = FormatOption.Create(jsonMeans);

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_tokenFile);
        command.Add(_config);
        command.Add(_format);
    }

    public SurfaceSettings SettingsOf(ParseResult parsed) =>
        new(parsed.GetValue(_url), parsed.GetValue(_tokenFile), parsed.GetValue(_config), parsed.IsJson(_format));
}
