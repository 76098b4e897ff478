using System.Collections.Immutable;
using System.Text;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>
/// Transcripts in <c>Golden/</c>, named after their adapter: <c>!</c> what is asked of it, <c>&gt;</c> the request that it makes, <c>&lt;</c> what
/// the venue sends, <c>=</c> what that comes to.
/// </summary>
public class GoldenTests
{
    public static TheoryData<string> Transcripts =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden")).Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Theory]
    [MemberData(nameof(Transcripts))]
    public void Transcript_Replayed_ComesToWhatItSays(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt"));
        var adapter = BuiltInAdapterSource.Load().Single(candidate => candidate.ProviderName == name.Split('-')[0]);
        var settings = Harness.Settings([.. Pairs(lines, "! option ")]) with
        {
            Credentials = Pairs(lines, "! credential ").ToImmutableSortedDictionary(pair => pair.Name, pair => new Secret(pair.Value)),
        };
        var harness = new Harness(adapter, settings, Said(lines, "! symbols ").SelectMany(symbols => symbols.Split(' ')));
        Assert.Empty(adapter.ValidateConfig(settings));

        var pending = new Queue<string>();
        var requests = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var (where, text) = ($"{name}.txt:{i + 1}", lines[i].Length > 2 ? lines[i][2..] : "");
            switch (lines[i])
            {
                case ['=', ..]:
                    Assert.Equal($"{where} {text}", $"{where} {(pending.TryDequeue(out var line) ? line : "nothing more")}");
                    break;
                case ['>', ..]:
                    Assert.Equal($"{where} {text}", $"{where} {pending.Dequeue()}");
                    break;
                case ['<', ..]:
                    Assert.Empty(pending);
                    pending = new Queue<string>(harness.Describe(text));
                    break;
                case ['!', ..] when text.Split(' ') is ["subscribe" or "unsubscribe", ..] words:
                    Assert.Empty(pending);
                    pending.Enqueue(Request(adapter, settings, words, ++requests));
                    break;
            }
        }

        Assert.Empty(pending);
    }

    private static IEnumerable<string> Said(string[] lines, string start) =>
        lines.Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..]);

    private static IEnumerable<(string Name, string Value)> Pairs(string[] lines, string start) =>
        Said(lines, start).Select(pair => (pair.Split(' ')[0], pair.Split(' ')[1]));

    private static string Request(StreamingProviderAdapter adapter, ProviderSettings settings, string[] words, int id)
    {
        var channels = words[1..].Select(word => word.Split(':'))
            .Select(parts => new ChannelSubscription(Enum.Parse<DataTypes>(parts[0]), parts[1]))
            .ToImmutableArray();
        var request = words[0] == "subscribe"
            ? adapter.BuildSubscribe(channels, id, settings)
            : adapter.BuildUnsubscribe(channels, id, settings);
        Assert.Equal(channels, request.Covers);
        return Encoding.UTF8.GetString(request.Payload.Span);
    }
}
