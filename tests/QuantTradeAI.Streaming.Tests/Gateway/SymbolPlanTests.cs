using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Streaming.Tests.Gateway;

public sealed class SymbolPlanTests
{
    [Fact]
    public void Symbol_WithoutAGroup_ComesFromThoseThatListIt()
    {
        var plan = Plan([("a", ["X"]), ("b", ["X", "Y"])]);
        Assert.Equal("a b", string.Join(' ', plan.SourcesOf("X")));
        Assert.Equal("b", Assert.Single(plan.SourcesOf("Y")));
        Assert.Empty(plan.SourcesOf("Z"));
        Assert.Equal(["X", "Y"], plan.KeptBy("b").Order());
    }

    [Fact]
    public void HotGroup_OrdersItsProvidersAndKeepsThemSubscribed()
    {
        var plan = Plan([("a", ["X"]), ("b", []), ("c", ["X"])], Group(true, ["X"], "b", "a"));
        Assert.Equal("b a c", string.Join(' ', plan.SourcesOf("X")));
        Assert.Equal("X X X", string.Join(' ', plan.KeptBy("a").Concat(plan.KeptBy("b")).Concat(plan.KeptBy("c"))));
    }

    [Fact]
    public void ColdGroup_KeepsItsFirstProviderSubscribed()
    {
        var plan = Plan([("a", ["X"]), ("b", ["X"]), ("c", ["X"])], Group(false, ["X"], "b", "a"));
        Assert.Empty(plan.KeptBy("a"));
        Assert.Equal(["X"], plan.KeptBy("b"));
        Assert.Equal(["X"], plan.KeptBy("c"));
    }

    private static FailoverGroupConfig Group(bool isHot, string[] symbols, params string[] providers) =>
        new() { Name = "group", Symbols = [.. symbols], Providers = [.. providers], IsHot = isHot };

    private static SymbolPlan Plan((string Name, string[] Symbols)[] providers, params FailoverGroupConfig[] groups) => SymbolPlan.Of(new StreamingConfig
    {
        Providers = [.. providers.Select(one => new ProviderConfig { Name = one.Name, WebSocketUrl = new Uri("ws://x"), Symbols = [.. one.Symbols] })],
        Failover = [.. groups],
    });
}
