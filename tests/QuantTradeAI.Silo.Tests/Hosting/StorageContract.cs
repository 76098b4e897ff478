using Orleans.Storage;
using QuantTradeAI.Silo.Tests.Support;

namespace QuantTradeAI.Silo.Tests.Hosting;

/// <summary>What Orleans expects of grain storage, whatever keeps it: the same checks for each.</summary>
internal static class StorageContract
{
    private const string StateName = "state";

    public static async Task CheckAsync(Func<Task<TestSilo>> start)
    {
        await using (var silo = await start())
        {
            await WritesAndReads(silo.Storage);
            await RefusesOldVersions(silo.Storage);
            await KeepsVersionsWhenCleared(silo.Storage);
            await ForgetsClearedSubscriptions(silo.PubSub);
            await KeepsKeysApart(silo.Storage);
        }

        await using var again = await start();
        var kept = await ReadAsync(again.Storage, Key("kept"));
        Assert.Equal(("second", true), (kept.State!.Text, kept.RecordExists));
    }

    private static async Task WritesAndReads(IGrainStorage storage)
    {
        var written = await ReadAsync(storage, Key("kept"));
        Assert.Equal((null, false), (written.ETag, written.RecordExists));
        written.State!.Text = "first";
        await storage.WriteStateAsync(StateName, Key("kept"), written);
        Assert.Equal(("1", true), (written.ETag, written.RecordExists));
        written.State!.Text = "second";
        await storage.WriteStateAsync(StateName, Key("kept"), written);

        var read = await ReadAsync(storage, Key("kept"));

        Assert.Equal(("second", "2", true), (read.State!.Text, read.ETag, read.RecordExists));
    }

    private static async Task RefusesOldVersions(IGrainStorage storage)
    {
        var (one, other, newcomer) = (await ReadAsync(storage, Key("raced")), await ReadAsync(storage, Key("raced")), await ReadAsync(storage, Key("raced")));
        one.State!.Text = "one";
        await storage.WriteStateAsync(StateName, Key("raced"), one);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Key("raced"), other));
        var reader = await ReadAsync(storage, Key("raced"));
        await storage.WriteStateAsync(StateName, Key("raced"), one);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Key("raced"), reader));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(StateName, Key("raced"), reader));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Key("raced"), newcomer));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync(StateName, Key("absent"), new GrainState<Kept> { State = new Kept(), ETag = "7" }));
        var winners = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => TryWriteAsync(storage, Key("crowd"))));
        Assert.Single(winners, true);
    }

    private static async Task KeepsVersionsWhenCleared(IGrainStorage storage)
    {
        var state = await ReadAsync(storage, Key("cleared"));
        state.State!.Text = "before";
        await storage.WriteStateAsync(StateName, Key("cleared"), state);
        var old = await ReadAsync(storage, Key("cleared"));
        await storage.ClearStateAsync(StateName, Key("cleared"), state);
        Assert.Equal(("2", false), (state.ETag, state.RecordExists));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Key("cleared"), old));

        var read = await ReadAsync(storage, Key("cleared"));

        Assert.Equal(("2", false, null), (read.ETag, read.RecordExists, read.State!.Text));
        await storage.WriteStateAsync(StateName, Key("cleared"), read);
        Assert.Equal("3", read.ETag);
    }

    private static async Task ForgetsClearedSubscriptions(IGrainStorage storage)
    {
        var state = await ReadAsync(storage, Key("forgotten"));
        await storage.WriteStateAsync(StateName, Key("forgotten"), state);
        await storage.ClearStateAsync(StateName, Key("forgotten"), state);

        Assert.Null((await ReadAsync(storage, Key("forgotten"))).ETag);
    }

    private static async Task KeepsKeysApart(IGrainStorage storage)
    {
        GrainId[] keys = [GrainId.Create(GrainType.Create("t"), GrainIdKeyExtensions.CreateGuidKey(Guid.Parse("11111111-2222-3333-4444-555555555555"))), GrainId.Create(GrainType.Create("t"), GrainIdKeyExtensions.CreateIntegerKey(-7, "BTC-USD@binance")), Key("Ünï'cödé;--")];
        foreach (var key in keys)
        {
            var state = await ReadAsync(storage, key);
            Assert.False(state.RecordExists);
            state.State!.Text = key.ToString();
            await storage.WriteStateAsync(StateName, key, state);
        }

        foreach (var key in keys)
            Assert.Equal(key.ToString(), (await ReadAsync(storage, key)).State!.Text);
        Assert.False((await ReadAsync(storage, keys[2], "another")).RecordExists);
    }

    private static async Task<bool> TryWriteAsync(IGrainStorage storage, GrainId key)
    {
        try
        {
            await storage.WriteStateAsync(StateName, key, new GrainState<Kept> { State = new Kept() });
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static GrainId Key(string key) => GrainId.Create("t", key);

    private static async Task<GrainState<Kept>> ReadAsync(IGrainStorage storage, GrainId key, string name = StateName)
    {
        var state = new GrainState<Kept> { State = new Kept() };
        await storage.ReadStateAsync(name, key, state);
        return state;
    }

    internal sealed class Kept
    {
        public string? Text { get; set; }
    }
}
