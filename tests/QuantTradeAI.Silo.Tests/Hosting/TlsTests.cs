using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Tests.Hosting;

public sealed class TlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silos_WithCertificatesOfOneAuthority_MakeACluster()
    {
        using var authority = new Authority(_folder, "ca");
        var config = new ClusterConfig { GrainStorage = new GrainStorageConfig { Kind = GrainStorageConfig.MemoryKind }, Tls = authority.Sign("silo") };
        var (ports, others) = (FreePorts.Two(), FreePorts.Two());
        await using var first = await TestSilo.StartAsync(config, "", ports);
        await using var second = await TestSilo.StartAsync(config, "", others, primary: ports.First);

        await first.WhenActiveAsync(2);
        await second.WhenActiveAsync(2);
    }

    [Fact]
    public void Certificate_OfAnotherAuthorityOrForAnotherName_IsRefused()
    {
        using var ours = new Authority(_folder, "ours");
        using var others = new Authority(_folder, "others");
        var (good, bad) = (ours.Sign("silo"), others.Sign("silo"));
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(good.Ca!);
        using var known = X509Certificate2.CreateFromPemFile(good.Certificate, good.Key);
        using var unknown = X509Certificate2.CreateFromPemFile(bad.Certificate, bad.Key);

        Assert.True(PeerCertificates.IsOf(authorities, known, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(PeerCertificates.IsOf(authorities, unknown, null, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.False(PeerCertificates.IsOf(authorities, known, null, SslPolicyErrors.RemoteCertificateNameMismatch));
    }

    [Fact]
    public async Task File_ThatIsNoCertificate_IsNamedWithItsKey()
    {
        var tls = new ClusterTlsConfig { Certificate = _folder.Write("a.crt", "nothing"), Key = _folder.Write("a.key", "nothing") };
        var config = new ClusterConfig { GrainStorage = new GrainStorageConfig { Kind = GrainStorageConfig.MemoryKind }, Tls = tls };

        var error = await Assert.ThrowsAsync<CommandFailedException>(() => TestSilo.StartAsync(config));

        Assert.StartsWith($"streaming.cluster.tls.certificate: {tls.Certificate} cannot be used", error.Message, StringComparison.Ordinal);
    }
}
