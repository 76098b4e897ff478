using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.Providers;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantTradeAI.Gateway.Display;

/// <summary>A table that redraws itself, with the newest warnings below.</summary>
internal sealed class LiveTableDisplay(CommandHost host) : RunDisplay
{
    private const int MostNotices = 3;

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Output) });
    private readonly Queue<string> _notices = new();

    protected override TimeSpan Interval => TimeSpan.FromMilliseconds(500);

    public override void Notice(string line)
    {
        lock (_notices)
        {
            _notices.Enqueue(line);
            if (_notices.Count > MostNotices)
                _notices.Dequeue();
        }
    }

    public override Task ShowAsync(StatusReporter reporter, CancellationToken end) => _console
        .Live(Render(reporter.Next()))
        .AutoClear(true)
        .Cropping(VerticalOverflowCropping.Bottom)
        .StartAsync(live => RepeatAsync(reporter, status => live.UpdateTarget(Render(status)), end));

    public override void Show(RunSummary summary)
    {
        foreach (var line in SummaryText.Of(summary))
            host.Output.WriteLine(line);
        foreach (var notice in Notices())
            host.Say(notice);
    }

    private Rows Render(RunStatus status)
    {
        var marketStyle = status.Market == Market.Simulated ? new Style(Color.Black, Color.Yellow) : Style.Plain;
        List<IRenderable> rows =
        [
            new Text($" {Words.Of(status.Market)} ", marketStyle),
            Providers(status),
            Symbols(status),
            new Text($" latency  socket to callback  {Words.Figures(status.LatencyUs)}"),
            new Text($" feed lag exchange to socket  {Words.Figures(status.FeedLagUs)}"),
            new Text($" running  {Words.Elapsed(status.ElapsedS)}, Ctrl+C ends", new Style(Color.Grey)),
        ];
        rows.AddRange(Notices().Select(notice => new Text(Cut($" ! {notice}"), new Style(Color.Yellow))));
        return new Rows(rows);
    }

    private static Table Providers(RunStatus status)
    {
        var table = NewTable("provider", "state", ">events/s", ">events", ">gaps", ">rejected");
        foreach (var provider in status.Providers)
        {
            table.AddRow(
                new Text(provider.Provider),
                new Text(Words.State(provider), new Style(provider.State == ProviderState.Live ? Color.Green : Color.Yellow)),
                new Text(Words.Count(provider.EventsPerS)),
                new Text(Words.Count(provider.Events)),
                new Text(Words.Count(provider.Gaps)),
                new Text(Words.Count(provider.Rejected)));
        }

        return table;
    }

    private static Table Symbols(RunStatus status)
    {
        var table = NewTable("symbol", "last trade", ">age", "bid / ask", ">age");
        foreach (var symbol in status.Symbols)
        {
            table.AddRow(
                new Text(symbol.Symbol),
                new Text(Words.Trade(symbol)),
                new Text(Words.Age(symbol.LastTrade?.AgeS)),
                new Text(Words.Quote(symbol)),
                new Text(Words.Age(symbol.LastQuote?.AgeS)));
        }

        return table;
    }

    private static Table NewTable(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            var isRight = column[0] == '>';
            table.AddColumn(new TableColumn(new Text(column.TrimStart('>'), new Style(Color.Grey))) { NoWrap = true, Alignment = isRight ? Justify.Right : Justify.Left });
        }

        return table;
    }

    private string Cut(string line) => line.Length < _console.Profile.Width ? line : $"{line[..(_console.Profile.Width - 2)]}…";

    private string[] Notices()
    {
        lock (_notices)
            return [.. _notices];
    }
}
