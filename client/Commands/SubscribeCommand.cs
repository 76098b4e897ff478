using System.CommandLine;
using QuantTradeAI.Client.Running;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Client.Commands;

/// <summary><c>client subscribe</c>.</summary>
internal sealed class SubscribeCommand(CommandHost host)
{
    private readonly Argument<string[]> _symbols = SymbolsArgument.Create(atLeastOne: true);
    private readonly Option<bool> _trades = new("--trades", "-t") { Description = "Trades." };
    private readonly Option<bool> _quotes = new("--quotes", "-q") { Description = "Quotes." };
    private readonly Option<bool> _books = new("--books", "-b") { Description = "Order books." };
    private readonly Option<bool> _status = new("--status", "-s") { Description = "Only how good the feed is; with the others it always comes along." };
    private readonly Option<TimeSpan?> _duration = DurationOption.Create();
    private readonly ClientOptions _options = new("one object a line.");

    public Command Build()
    {
        var command = new Command("subscribe", "Show what arrives, until Ctrl+C. Trades and quotes unless told otherwise.") { _symbols, _trades, _quotes, _books, _status, _duration };
        _options.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var shown = (parsed.GetValue(_trades) ? DataTypes.Trades : 0) | (parsed.GetValue(_quotes) ? DataTypes.Quotes : 0) | (parsed.GetValue(_books) ? DataTypes.OrderBook : 0);
            if (shown == DataTypes.None && !parsed.GetValue(_status))
                shown = DataTypes.Trades | DataTypes.Quotes;
            return new SubscribeRun(host, _options.SettingsOf(parsed)).RunAsync(parsed.GetRequiredValue(_symbols), shown, parsed.GetValue(_duration), stop);
        });
        return command;
    }
}
