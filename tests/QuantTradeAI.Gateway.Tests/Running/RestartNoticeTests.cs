using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Tests.Running;

public sealed class RestartNoticeTests
{
    private static readonly StreamingConfig Started = new() { Providers = [], Health = new StreamingHealthConfig { Api = new EndpointConfig { Enabled = true, Port = 8000 } } };

    [Fact]
    public void Check_OfOtherAddressesTokensAndStorage_SaysSoOnce()
    {
        var said = new List<string>();
        var notice = new RestartNotice(Started, said.Add);
        var changed = Started with
        {
            Health = Started.Health with { Api = Started.Health.Api with { Token = new Secret("hush") }, Metrics = new EndpointConfig { Port = 1 } },
            Storage = new StorageConfig { Directory = "elsewhere" },
        };

        notice.Check(Started);
        notice.Check(changed);
        notice.Check(changed);
        notice.Check(Started);

        Assert.Equal(
            [
                "Configuration: restart to use what changed in streaming_health.api, streaming_health.metrics, streaming.storage; until then it is as at the start.",
                "Configuration: no change waits for a restart any more.",
            ],
            said);
    }

    [Fact]
    public void Check_OfOtherSymbols_SaysNothing()
    {
        var said = new List<string>();

        new RestartNotice(Started, said.Add).Check(Started with { BufferSize = 5 });

        Assert.Empty(said);
    }
}
