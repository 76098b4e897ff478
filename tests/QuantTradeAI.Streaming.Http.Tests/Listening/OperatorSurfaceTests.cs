using System.Net;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Http.Tests.Listening;

public sealed class OperatorSurfaceTests
{
    [Fact]
    public async Task Start_OnPort0_TellsTheChosenAddress()
    {
        await using var rig = await SurfaceRig.StartAsync();

        Assert.NotEqual(0, rig.Surface.Api!.Port);
        Assert.Equal(rig.Surface.Api, rig.Surface.Metrics);
        Assert.Equal([$"Information QuantTradeAI.Streaming.Gateway: Health, status and metrics: http://127.0.0.1:{rig.Surface.Api.Port}"], rig.Log.Lines);
    }

    [Fact]
    public async Task Start_WithMetricsElsewhere_ServesBoth()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with { Metrics = config.Metrics with { Host = "127.0.0.2" } });

        Assert.NotEqual(rig.Surface.Api, rig.Surface.Metrics);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync(new Uri(rig.Surface.Metrics!, "/metrics"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await rig.Client.GetAsync(new Uri(rig.Surface.Metrics!, "/status"))).StatusCode);
    }

    [Fact]
    public async Task Start_OnAPortInUse_NamesTheKey()
    {
        await using var rig = await SurfaceRig.StartAsync();
        var taken = new StreamingHealthConfig { Api = SurfaceRig.Endpoint() with { Port = rig.Surface.Api!.Port } };

        var log = new LogLines();
        var error = await Assert.ThrowsAsync<IOException>(() => OperatorSurface.StartAsync(new FakeOperations(), taken, new OperatorSurfaceOptions { LoggerFactory = log }));

        Assert.Empty(log.Lines);
        Assert.Equal($"streaming_health.api: cannot listen on 127.0.0.1 port {taken.Api.Port}: another program listens there; choose another port, or 0 for a free one", error.Message);
    }

    [Fact]
    public async Task Start_WhenTheSecondAddressFails_FreesTheFirst()
    {
        await using var rig = await SurfaceRig.StartAsync();
        var (free, taken) = (FreePort(), rig.Surface.Api!.Port);
        var config = new StreamingHealthConfig { Api = SurfaceRig.Endpoint() with { Port = free }, Metrics = SurfaceRig.Endpoint() with { Port = taken } };

        var error = await Assert.ThrowsAsync<IOException>(() => OperatorSurface.StartAsync(new FakeOperations(), config));

        Assert.StartsWith("streaming_health.metrics: ", error.Message, StringComparison.Ordinal);
        await using var again = await OperatorSurface.StartAsync(new FakeOperations(), config with { Metrics = new EndpointConfig() });
        Assert.Equal(free, again.Api!.Port);
    }

    [Theory]
    [InlineData("192.0.2.1", "streaming_health.api: cannot listen on 192.0.2.1 port 0: this machine has no such address; expected one such as 127.0.0.1 or 0.0.0.0")]
    [InlineData("no-such-host.invalid", "streaming_health.api.host: no-such-host.invalid is not known; expected an address of this machine, such as 127.0.0.1 or 0.0.0.0")]
    public async Task Start_OnAnAddressOfAnotherMachine_SaysSo(string host, string expected)
    {
        var config = new StreamingHealthConfig { Api = SurfaceRig.Endpoint() with { Host = host, AllowAnonymous = true } };

        var error = await Assert.ThrowsAsync<IOException>(() => OperatorSurface.StartAsync(new FakeOperations(), config));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public async Task Start_OnAnUnprotectedAddress_ServesThisMachineAndSaysHowToOpenIt()
    {
        await using var rig = await SurfaceRig.StartAsync(config => config with { Api = config.Api with { Host = "0.0.0.0" }, Metrics = config.Metrics with { Host = "0.0.0.0" } });

        Assert.Equal("127.0.0.1", rig.Surface.Api!.Host);
        Assert.Contains(
            "Error QuantTradeAI.Streaming.Gateway: streaming_health.api: 0.0.0.0 can be reached from other machines and has no token, so only this machine is served; set streaming_health.api.token, or streaming_health.api.allow_anonymous: true to let anybody in.",
            rig.Log.Lines);
    }

    [Fact]
    public async Task Start_OnIPv6_Serves()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6)
            return;
        await using var rig = await SurfaceRig.StartAsync(config => config with { Api = config.Api with { Host = "[::1]" }, Metrics = new EndpointConfig() });

        Assert.Equal(HttpStatusCode.OK, (await rig.Client.GetAsync("/status")).StatusCode);
    }

    [Fact]
    public async Task Dispose_Once_ListensNoLonger()
    {
        var rig = await SurfaceRig.StartAsync();
        await rig.Surface.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => rig.Client.GetAsync("/livez"));
        await rig.DisposeAsync();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
