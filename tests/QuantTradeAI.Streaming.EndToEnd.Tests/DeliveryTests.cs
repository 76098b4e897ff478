namespace QuantTradeAI.Streaming.EndToEnd;

public sealed class DeliveryTests
{
    [Theory] // A1
    [InlineData("alpaca")]
    [InlineData("binance")]
    [InlineData("coinbase")]
    [InlineData("example")]
    public async Task Trade_FromSocket_ReachesSubscriberOnceUnchanged(string venue)
    {
        await using var rig = await Rig.StartAsync(venue);

        var sent = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(sent.Id);

        var got = Assert.Single(rig.Recorder.Trades);
        Assert.Equal(rig.Symbol, got.Symbol.Name);
        Assert.Equal(sent.Price, got.ExactPrice.ToString());
        Assert.Equal(sent.Size, got.ExactSize.ToString());
        Assert.Equal(venue == "alpaca" ? "Unknown" : sent.Aggressor.ToString(), got.Aggressor.ToString());
        Assert.Equal(1, got.Sequence);
    }
}
