using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Client.Connecting;

/// <summary>Protects the connection to silos.</summary>
internal static class ClientTls
{
    public static void Add(IClientBuilder client, ClusterTlsConfig config)
    {
        var certificate = Read("certificate", config.Certificate, path => X509Certificate2.CreateFromPemFile(path, config.Key));
        var authorities = config.Ca is { } ca ? Read("ca", ca, ReadAuthorities) : null;
        client.UseTls(certificate, options =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.OnAuthenticateAsClient = (connection, authentication) =>
                authentication.TargetHost = config.HostName ?? (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
            if (authorities is not null)
                options.RemoteCertificateValidation = (remote, chain, errors) => IsOf(authorities, remote, chain, errors);
        });
    }

    private static bool IsOf(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Chain? sent, SslPolicyErrors errors)
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
