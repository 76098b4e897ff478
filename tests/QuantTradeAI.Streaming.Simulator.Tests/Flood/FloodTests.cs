using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class FloodTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData("1999999999", 1, "2000000000")]
    [InlineData("1000000000", 512, "1000000512")]
    [InlineData("9999", 2, "0001")]
    public void Add_ToDigits_CarriesInPlace(string digits, int addend, string sum)
    {
        var bytes = Encoding.ASCII.GetBytes(digits);

        FloodBlock.Add(bytes, addend);

        Assert.Equal(sum, Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData("binance", "BTCUSDT")]
    [InlineData("coinbase", "BTC-USD")]
    [InlineData("example", "AAPL")]
    public async Task Flood_OfManyBlocks_ReachesTheClientWithConsecutiveIds(string name, string symbol)
    {
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.Default, default);
        var venue = simulator.Venue(name);
        using var client = await SubscribeAsync(venue, symbol);

        var flood = venue.FloodAsync(symbol, 1300, default);
        var ids = new List<long>();
        while (ids.Count < 1300)
        {
            var frame = await client.ReceiveJsonAsync($"trade {ids.Count} of the flood");
            if (IdOf(frame) is { } id)
                ids.Add(id);
        }
        var result = await flood.WaitAsync(Patience);

        Assert.Equal(Enumerable.Range(0, 1300).Select(i => result.FirstId + i), ids);
        Assert.Equal(ids[^1] + 1, venue.PublishTrade(symbol).Id);
    }

    [Fact]
    public async Task Flood_WithoutSubscriber_SaysSo()
    {
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.Default, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => simulator.Binance.FloodAsync("BTCUSDT", 1, default));
    }

    [Fact]
    public async Task Flood_ToRawReader_DeliversEveryByte()
    {
        const int Frames = 2_000_000;
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.Default, default);
        using var socket = RawClient.Upgrade(new Uri(simulator.Binance.WebSocketUrl + "?streams=btcusdt@trade"));

        var expected = new StrongBox<long>(long.MaxValue);
        var reading = Task.Run(() => ReadAll(socket, expected));
        var warmUp = await simulator.Binance.FloodAsync("BTCUSDT", Frames, default).WaitAsync(Patience);
        var result = await simulator.Binance.FloodAsync("BTCUSDT", Frames, default).WaitAsync(Patience);
        var last = BinanceFrames.Trade(simulator.Binance.PublishTrade("BTCUSDT"), "btcusdt@trade", microseconds: false);
        Volatile.Write(ref expected.Value, warmUp.Bytes + result.Bytes + FrameHeader.SizeFor(last.Length) + last.Length);
        simulator.Binance.PublishTrade("BTCUSDT");
        var received = await reading.WaitAsync(Patience);

        var megabytes = result.Bytes / 1e6;
        output.WriteLine($"{result.FramesPerSecond:N0} frames/s, {megabytes / result.Elapsed.TotalSeconds:N0} MB/s");
        Assert.True(received >= expected.Value, $"{received} of {expected.Value} bytes arrived");
    }

    private static async Task<TestClient> SubscribeAsync(SimulatedVenue venue, string symbol)
    {
        if (venue.Name == SimulatedVenue.BinanceName)
            return await TestClient.ConnectAsync(venue, symbol.ToLowerInvariant() + "@trade");

        var client = await TestClient.ConnectAsync(venue);
        await client.AskAsync(venue.Name == SimulatedVenue.ExampleName
            ? $$"""{"op":"subscribe","id":1,"channels":["trades:{{symbol}}"]}"""
            : $$"""{"type":"subscribe","product_ids":["{{symbol}}"],"channels":["matches"]}""");
        return client;
    }

    private static long? IdOf(JsonElement frame) => frame.ValueKind == JsonValueKind.Array
        ? frame[0].GetProperty("id").GetInt64()
        : frame.TryGetProperty("data", out var data)
        ? data.GetProperty("t").GetInt64()
        : frame.GetProperty("type").GetString() == "match" ? frame.GetProperty("trade_id").GetInt64() : null;

    private static long ReadAll(Socket socket, StrongBox<long> expected)
    {
        var buffer = new byte[256 * 1024];
        var received = 0L;
        while (received < Volatile.Read(ref expected.Value))
            received += socket.Receive(buffer);
        return received;
    }
}
