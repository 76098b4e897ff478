using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>The certificates by which silos and clients know each other.</summary>
internal static class PeerCertificates
{
    /// <exception cref="CommandFailedException">A file cannot be used.</exception>
    public static X509Certificate2 Own(ClusterTlsConfig config) =>
        Read("certificate", config.Certificate, path => X509Certificate2.CreateFromPemFile(path, config.Key));

    /// <summary>Whose certificates are accepted; null for those that the machine trusts.</summary>
    /// <exception cref="CommandFailedException">A file cannot be used.</exception>
    public static X509Certificate2Collection? Authorities(ClusterTlsConfig config) => config.Ca is { } ca ? Read("ca", ca, ReadAuthorities) : null;

    /// <summary>Whether one of the authorities stands for a certificate, which must have the name that was asked for.</summary>
    public static bool IsOf(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if ((errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (var element in sent?.ChainElements.AsEnumerable() ?? [])
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(certificate);
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities;
    }

    private static T Read<T>(string key, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CommandFailedException($"streaming.cluster.tls.{key}: {path} cannot be used: {error.Message}");
        }
    }
}
