namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>Anybody can name a grain.</summary>
public sealed class NameTests
{
    [Fact]
    public async Task Names_ThatAreNone_AreClearErrors_AndLeaveNothingBehind()
    {
        await using var rig = await ClusterRig.StartAsync(silos: 1);
        await rig.WhenLiveAsync("binance");
        var endless = new string('x', 100_000);

        foreach (var name in (string[])["no symbol", "BTC-USDT@binance", endless])
            Assert.Contains("is no symbol", await ErrorAsync(() => rig.Cluster.Client.GetGrain<ISymbolGrain>(name).LookAsync(name)), StringComparison.Ordinal);
        foreach (var name in (string[])["nobody", "no provider", endless])
            Assert.Contains("No provider", await ErrorAsync(() => rig.Provider(name).GetStandingAsync()), StringComparison.Ordinal);

        Assert.Empty(rig.Storage.Kept.Intersect(["no symbol", "BTC-USDT@binance", "nobody", "no provider", endless]));
        await rig.WhenLiveAsync("binance");
    }

    private static async Task<string> ErrorAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(TimeSpan.FromSeconds(20));
            return "";
        }
        catch (Exception error)
        {
            return error.ToString();
        }
    }
}
