using System.Text;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>Whatever a venue sends, a decoder says what became of it, throws nothing and allocates in proportion at most.</summary>
public class FuzzTests
{
    private const int Frames = 200_000;
    private const int LongestBase = 2_000;
    private const int FixedAllocation = 4_096;
    private const int AllocationPerByte = 64;

    private static readonly HashSet<string> Kinds =
    [
        "bad_json", "bad_root", "bad_element", "missing_field", "bad_type", "bad_symbol", "bad_id", "bad_price", "bad_size", "bad_side", "bad_time",
        "unsubscribed", "other", "empty", "ack", "depth", "depthUpdate", "kline", "24hrMiniTicker", "24hrTicker", "1hTicker", "4hTicker", "1dTicker",
        "invalid_syntax", "unknown_error", "already_authenticated", "success", "bar", "updated_bar", "daily_bar", "trading_status", "price_band",
        "correction", "cancellation", "imbalance", "too_many_elements",
        "avgPrice", "blockTrade", "l2update", "snapshot", "status", "received", "open", "done", "change", "activate", "auction",
    ];

    [Theory]
    [InlineData("alpaca", null)]
    [InlineData("binance", RecordingFiles.Binance)]
    [InlineData("coinbase", RecordingFiles.Coinbase)]
    public void Frames_Spoilt_AreDecodedIgnoredSignalledOrRejected(string venue, string? recording)
    {
        List<byte[]> documented = DocumentedFrames(venue);
        var adapter = BuiltInAdapters.All.Single(candidate => candidate.ProviderName == venue);
        var harness = new Harness(adapter, Harness.Settings(), "BNBBTC", "BNBUSDT", "NKNUSDT", "BAND-GBP", "SKL-BTC", "BTC-USD", "AAPL", "AMD");
        List<byte[]> recorded = recording is null || RecordingFiles.Find(recording) is null
            ? [.. documented.Where(frame => harness.Decode(frame).Events.Length > 0)]
            : [.. Recording.Frames(recording).Where(frame => frame.Length <= LongestBase).Take(500)];
        var random = new Random(42);
        var mutator = new Mutator(random);
        var (decoded, rejected) = (0, 0);
        for (var i = 0; i < Frames; i++)
        {
            var bases = random.Next(3) == 0 ? recorded : documented;
            var frame = mutator.Next(bases[random.Next(bases.Count)], documented[random.Next(documented.Count)]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            FrameOutput output;
            try
            {
                output = harness.Decode(frame);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Frame {i}: {Convert.ToHexString(frame)} {Encoding.UTF8.GetString(frame)}", failure);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > FixedAllocation + AllocationPerByte * frame.Length)
                Assert.Fail($"Frame {i} of {frame.Length} bytes allocated {allocated}: {Encoding.UTF8.GetString(frame)}");
            if (output.Events.Length + output.Ignored.Count + output.Rejected.Count + output.Heartbeats.Count + output.Signals.Count == 0)
                Assert.Fail($"Frame {i} came to nothing: {Encoding.UTF8.GetString(frame)}");
            if (!output.Ignored.All(Kinds.Contains) || !output.Rejected.All(Kinds.Contains))
                Assert.Fail($"Frame {i} made up a kind: {string.Join(' ', output.Ignored.Concat(output.Rejected))}");
            decoded += output.Events.Length;
            rejected += output.Rejected.Count;
        }

        Assert.True(decoded > Frames / 20 && rejected > Frames / 20, $"{decoded} decoded, {rejected} rejected: the test shows little.");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"data\":")]
    [InlineData("[{\"channels\":[")]
    public void Frame_OfAMillionOpenings_IsRejected(string opening)
    {
        foreach (var adapter in BuiltInAdapters.All)
        {
            var output = new Harness(adapter, Harness.Settings()).Decode(string.Concat(Enumerable.Repeat(opening, 1_000_000)));
            Assert.Equal(["bad_json"], output.Rejected);
        }
    }

    private static List<byte[]> DocumentedFrames(string venue) =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), venue + "*.txt")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("< ", StringComparison.Ordinal))
            .Select(line => Encoding.UTF8.GetBytes(line[2..])),
    ];
}
