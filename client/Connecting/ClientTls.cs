using System.Net;
using Orleans.Connections.Security;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Client.Connecting;

/// <summary>Protects the connection to silos.</summary>
internal static class ClientTls
{
    public static void Add(IClientBuilder client, ClusterTlsConfig config)
    {
        var authorities = PeerCertificates.Authorities(config);
        client.UseTls(PeerCertificates.Own(config), options =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.OnAuthenticateAsClient = (connection, authentication) =>
                authentication.TargetHost = config.HostName ?? (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
            if (authorities is not null)
                options.RemoteCertificateValidation = (remote, chain, errors) => PeerCertificates.IsOf(authorities, remote, chain, errors);
        });
    }
}
