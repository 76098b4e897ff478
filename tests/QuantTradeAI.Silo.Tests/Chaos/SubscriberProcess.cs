using System.Text.Json;
using QuantTradeAI.Streaming.EndToEnd;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary><c>client subscribe</c> of one stream's trades.</summary>
internal sealed class SubscriberProcess(string stream, string config)
    : ProgramProcess("client.dll", "client", "subscribe", stream, "--trades", "--format", "json", "--config", config)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when it has got this many trades more than now.</summary>
    public async Task WhenTradesAsync(int count)
    {
        var wanted = Trades() + count;
        using var late = new CancellationTokenSource(Patience.Limit);
        while (Trades() < wanted)
        {
            Assert.False(late.IsCancellationRequested || HasExited, $"{Name} waited in vain for {count} trades:\n{Tail()}");
            await Task.Delay(LookAgain, CancellationToken.None);
        }
    }

    /// <summary>Holds its numbers against the promise: each once and in order, or told as missing. How many were told as missing.</summary>
    public long HoldsPromise()
    {
        var (epoch, next, missed) = (0L, 0L, 0L);
        foreach (var one in Events())
        {
            var (from, to) = (one.GetProperty("sequence").GetInt64(), one.GetProperty("sequence").GetInt64());
            if (one.GetProperty("kind").GetString() == "status")
            {
                var data = one.GetProperty("data");
                if (!data.TryGetProperty("lost", out var lost) || lost.GetString() != "trade" || data.GetProperty("from").GetInt64() == 0)
                    continue;
                (from, to) = (data.GetProperty("from").GetInt64(), data.GetProperty("to").GetInt64());
                missed += to - from + 1;
            }
            else if (one.GetProperty("last_known").GetBoolean())
            {
                continue;
            }

            var epochOfThis = one.GetProperty("epoch").GetInt64();
            if (epochOfThis != epoch)
                (epoch, next) = (epochOfThis, epoch == 0 ? from : 1);
            Assert.True(from == next, $"Expected number {next} of epoch {epoch}, got {one}.");
            next = to + 1;
        }

        return missed;
    }

    private int Trades() => Lines.Count(line => line.Contains("\"kind\":\"trade\"", StringComparison.Ordinal));

    private IEnumerable<JsonElement> Events() =>
        from line in Lines
        let begin = line.IndexOf('{', StringComparison.Ordinal)
        where begin >= 0
        select JsonDocument.Parse(line[begin..]).RootElement;
}
