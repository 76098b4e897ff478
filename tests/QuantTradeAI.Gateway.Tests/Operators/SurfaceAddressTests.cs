using QuantTradeAI.Gateway.Operators;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Tests.Operators;

public sealed class SurfaceAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", true, "http://127.0.0.1:8000/")]
    [InlineData("localhost", true, "http://localhost:8000/")]
    [InlineData("0.0.0.0", true, "http://127.0.0.1:8000/")]
    [InlineData("::", true, "http://127.0.0.1:8000/")]
    [InlineData("[::1]", true, "http://[::1]:8000/")]
    [InlineData("10.0.0.5", true, "http://10.0.0.5:8000/")]
    [InlineData("10.0.0.5", false, "http://127.0.0.1:8000/")]
    public void AddressOf_AConfiguredHost_IsHowThisMachineReachesIt(string host, bool hasToken, string expected)
    {
        var api = new EndpointConfig { Enabled = true, Host = host, Port = 8000, Token = hasToken ? new Secret("t") : null };

        Assert.Equal(expected, SurfaceAddress.AddressOf(api, "x.yaml").ToString());
    }
}
