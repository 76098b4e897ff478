using System.Net;
using Orleans.Connections.Security;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>Protects the connections between silos and clients.</summary>
internal static class Tls
{
    public static void Add(ISiloBuilder silo, ClusterTlsConfig config)
    {
        var authorities = PeerCertificates.Authorities(config);
        silo.UseTls(PeerCertificates.Own(config), options =>
        {
            options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
            options.ClientCertificateMode = config.RequireClientCertificate ? RemoteCertificateMode.RequireCertificate : RemoteCertificateMode.AllowCertificate;
            options.OnAuthenticateAsClient = (connection, client) =>
                client.TargetHost = config.HostName ?? (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "";
            if (authorities is not null)
                options.RemoteCertificateValidation = (remote, chain, errors) => PeerCertificates.IsOf(authorities, remote, chain, errors);
        });
    }
}
