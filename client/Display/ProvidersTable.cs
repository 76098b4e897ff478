using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace QuantTradeAI.Client.Display;

/// <summary>Providers as a table, with what troubles them below it.</summary>
internal static class ProvidersTable
{
    public static IRenderable Of(IReadOnlyCollection<ProviderLine> providers)
    {
        var table = Tables.Create(["provider", "version", "usable", "state", "circuit", "subs", "events", "age", "epoch"], firstNumber: 5);
        foreach (var one in providers)
        {
            Tables.AddRow(
                table,
                one.Name,
                one.Version,
                one.IsUsable ? "yes" : "no",
                one.State.ToString().ToLowerInvariant(),
                one.BreakLeftS > 0 ? Text($"{one.Circuit} {one.BreakLeftS:0}s") : one.Circuit,
                Text($"{one.Subscriptions}"),
                Text($"{one.Events:N0}"),
                one.DataAgeS is { } age ? Text($"{age:0.0}s") : "",
                Text($"{one.Epoch}"));
        }

        return new Rows([table, .. providers.SelectMany(Troubles).Select(line => new Text(line, new Style(Color.Yellow)))]);
    }

    private static IEnumerable<string> Troubles(ProviderLine one)
    {
        foreach (var (what, text) in new[] { ("not usable", one.Reason), ("last error", one.LastError), ("not kept", one.StorageProblem) })
        {
            if (text is not null)
                yield return Streaming.Http.OneLine.Of($" {one.Name}: {what}: {text}");
        }

        if (one.Dropped > 0)
            yield return Text($" {one.Name}: {one.Dropped:N0} events dropped on the way to their symbols");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
