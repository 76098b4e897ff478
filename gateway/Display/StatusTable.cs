using QuantTradeAI.Streaming.Http.Status;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantTradeAI.Gateway.Display;

/// <summary>The status of a running gateway as a table that redraws itself.</summary>
internal static class StatusTable
{
    private static readonly string[] Columns = ["provider", "health", "state", "circuit", "subs", "msgs/s", "lag p99", "age", "gaps"];
    private const int FirstNumber = 4;

    /// <summary>So that all of it fits 80 columns.</summary>
    private static readonly Padding Narrow = new(0, 0, 0, 0);

    public static Rows Of(StatusBody status)
    {
        List<IRenderable> rows = [.. StatusText.Head(status).Select(line => new Text($" {line}", StyleOf(status.Health))), Providers(status)];
        rows.AddRange(StatusText.Groups(status).Select(line => new Text($" {line}")));
        rows.AddRange(StatusText.Troubles(status).Select(line => new Text($" {line}", new Style(Color.Yellow))));
        rows.Add(new Text(" Ctrl+C ends", new Style(Color.Grey)));
        return new Rows(rows);
    }

    private static Table Providers(StatusBody status)
    {
        var table = new Table().Border(TableBorder.Simple);
        for (var i = 0; i < Columns.Length; i++)
        {
            table.AddColumn(new TableColumn(new Text(Columns[i], new Style(Color.Grey)))
            {
                NoWrap = true,
                Alignment = i < FirstNumber ? Justify.Left : Justify.Right,
                Padding = Narrow,
            });
        }

        foreach (var one in status.Providers)
        {
            table.AddRow(
                new Text(StatusText.Plain(one.Name)),
                new Text(one.Health, StyleOf(one.Health)),
                new Text(StatusText.StateOf(one)),
                new Text(one.Circuit.Phase, one.Circuit.Phase == "closed" ? Style.Plain : new Style(Color.Yellow)),
                new Text(StatusText.Subscriptions(one)),
                new Text(Words.Count(one.Traffic.MessagesPerSecond)),
                new Text(one.FeedLag.Count == 0 ? "" : Words.Micros(one.FeedLag.P99Seconds * 1_000_000)),
                new Text(Words.Age(one.DataAgeSeconds)),
                new Text(Words.Count(one.Traffic.Published.Gaps)));
        }

        return table;
    }

    private static Style StyleOf(string health) => health switch
    {
        "healthy" => new Style(Color.Green),
        "degraded" => new Style(Color.Yellow),
        "unhealthy" => new Style(Color.Red),
        _ => Style.Plain,
    };
}
