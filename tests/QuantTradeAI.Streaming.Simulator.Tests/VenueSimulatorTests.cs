using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class VenueSimulatorTests
{
    [Fact]
    public async Task Dispose_WithOpenAndMutedConnections_EndsThemAndFreesThePort()
    {
        var simulator = await Simulators.StartAsync();
        using var one = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        using var muted = await TestClient.ConnectAsync(simulator.Coinbase);
        simulator.Coinbase.Inject(Fault.GoMute);
        var market = simulator.Binance.RunMarketAsync(MarketPace.Default, CancellationToken.None);
        var url = simulator.Binance.WebSocketUrl;

        await simulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        await market.WaitAsync(TestClient.Patience);
        Assert.Equal(0, simulator.Binance.ConnectionsOpen + simulator.Coinbase.ConnectionsOpen);
        await Assert.ThrowsAsync<WebSocketException>(() => muted.ReceiveAsync("anything"));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(url.Host, url.Port));
    }

    [Fact]
    public async Task Dispose_WithAClientThatReadsNothing_StillEnds()
    {
        var simulator = await Simulators.StartAsync();
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        var flood = simulator.Binance.FloodAsync("BTCUSDT", 1_000_000, CancellationToken.None);

        await simulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<Exception>(() => flood.WaitAsync(TestClient.Patience));
    }

    [Fact]
    public async Task Dispose_Twice_IsHarmless()
    {
        var simulator = await Simulators.StartAsync();

        await simulator.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Fact]
    public async Task WaitAsync_InVain_NamesWhatIsMissing()
    {
        await using var simulator = await Simulators.StartAsync();

        var e = await Assert.ThrowsAsync<TimeoutException>(
            () => simulator.Binance.WaitAsync(venue => venue.ConnectionsOpen == 9, TimeSpan.FromMilliseconds(20), "nine clients"));

        Assert.Equal("Waited 0.02 s in vain for: nine clients (binance)", e.Message);
    }

    [Fact]
    public async Task Client_ThatFallsBehind_IsCutOff()
    {
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions { SendQueueFrames = 16 }, default);
        using var client = await TestClient.ConnectAsync(simulator.Binance, "btcusdt@trade");
        simulator.Binance.Inject(Fault.SlowDrip(1, TimeSpan.FromSeconds(1)));

        for (var i = 0; i < 64; i++)
            simulator.Binance.PublishTrade("BTCUSDT");

        await simulator.Binance.UntilAsync(venue => venue.ConnectionsOpen == 0, "the slow client's end");
    }

    [Fact]
    public async Task Request_WithoutUpgradeOrUnknownPath_IsRefused()
    {
        await using var simulator = await Simulators.StartAsync();
        using var http = new HttpClient { Timeout = TestClient.Patience };

        using var plain = await http.GetAsync(new Uri(simulator.Binance.RestUrl + "/stream"));
        using var unknown = await http.GetAsync(new Uri(simulator.Binance.RestUrl, "/kraken"));

        Assert.Equal(426, (int)plain.StatusCode);
        Assert.Equal(404, (int)unknown.StatusCode);
    }

    [Fact]
    public async Task UnmaskedFrame_ClosesWithAProtocolError()
    {
        await using var simulator = await Simulators.StartAsync();
        using var socket = RawClient.Upgrade(simulator.Binance.WebSocketUrl);

        socket.Send([0x81, 0x01, (byte)'a']);

        var frame = new byte[4];
        new NetworkStream(socket).ReadExactly(frame);
        Assert.Equal([0x88, frame[1], 0x03, 0xEA], frame);
        await simulator.Binance.UntilAsync(venue => venue.ConnectionsOpen == 0 && venue.ProtocolViolations == 1, "the connection's end");
    }

    [Fact]
    public async Task Start_WithCertificate_SpeaksTls()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions { Certificate = certificate }, default);

        using var client = await TestClient.ConnectAsync(simulator.Coinbase.WebSocketUrl, options
            => options.RemoteCertificateValidationCallback = (_, offered, _, _) => offered?.GetCertHashString() == certificate.Thumbprint);

        Assert.Equal("wss", simulator.Coinbase.WebSocketUrl.Scheme);
        Assert.Equal("https", simulator.Coinbase.RestUrl.Scheme);
        Assert.Contains("subscriptions", await client.AskAsync("""{"type":"unsubscribe","channels":["matches"]}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Venue_ByName_IsFoundInAnyCase()
    {
        await using var simulator = await Simulators.StartAsync();

        Assert.Same(simulator.Coinbase, simulator.Venue("Coinbase"));
        Assert.Throws<ArgumentException>(() => simulator.Venue("kraken"));
    }
}
