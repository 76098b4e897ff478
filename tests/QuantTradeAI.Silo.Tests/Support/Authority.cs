using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Tests.Support;

/// <summary>An authority for a day, and the certificate files that it signs.</summary>
internal sealed class Authority(TemporaryFolder folder, string name) : IDisposable
{
    private readonly X509Certificate2 _certificate = Create(name);

    /// <summary>A certificate for <paramref name="host"/> and this machine's address, for both ends of a connection.</summary>
    public ClusterTlsConfig Sign(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));
        using var signed = request.Create(_certificate, _certificate.NotBefore, _certificate.NotAfter, [1, 2, 3, 4]);
        return new ClusterTlsConfig
        {
            Certificate = folder.Write($"{name}-{host}.crt", signed.ExportCertificatePem()),
            Key = folder.Write($"{name}-{host}.key", key.ExportPkcs8PrivateKeyPem()),
            Ca = folder.Write($"{name}.crt", _certificate.ExportCertificatePem()),
            HostName = host,
        };
    }

    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 Create(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
