using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Http.Guarding;
using QuantTradeAI.Streaming.Http.Routes;

namespace QuantTradeAI.Streaming.Http.Listening;

/// <summary>A web server at one address. Nothing but what it is given configures it: no environment variables, no appsettings.json.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication _server;

    private Listener(PlannedListener plan, WebApplication server)
    {
        (Plan, _server) = (plan, server);
        Address = new Uri(server.Urls.Single());
    }

    public PlannedListener Plan { get; }

    /// <summary>With the port that was taken.</summary>
    public Uri Address { get; }

    /// <exception cref="IOException">The address cannot be listened on; the message names the key.</exception>
    public static async Task<Listener> StartAsync(PlannedListener plan, SurfaceContext surface, CancellationToken cancellationToken)
    {
        var address = await ResolveAsync(plan, cancellationToken).ConfigureAwait(false);
        var server = Build(plan, address, surface);
        try
        {
            await server.StartAsync(cancellationToken).ConfigureAwait(false);
            return new Listener(plan, server);
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"{plan.Key}: cannot listen on {plan.Host} port {plan.Port}: {Why(error)}", error);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static WebApplication Build(PlannedListener plan, IPAddress address, SurfaceContext surface)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton<ILoggerFactory>(new WarningsOnly(surface.Options.LoggerFactory ?? NullLoggerFactory.Instance));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Limits.StopTimeout);
        builder.Services.AddRoutingCore();
        builder.Services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = ["text/plain", "application/json", "application/openmetrics-text"];
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Limits.Apply(kestrel);
            kestrel.Listen(address, plan.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });

        var server = builder.Build();
        server.UseMiddleware<Answering>(surface.Log, surface.Options.Clock, surface.Options.RequestDeadline);
        server.UseResponseCompression();
        server.UseRouting();
        server.UseMiddleware<AccessGuard>(new AccessRules(plan), surface.Options.MaxConcurrentRequests);
        if (plan.Api is not null)
            ApiRoutes.Map(server, surface);
        else
            ApiRoutes.MapLiveness(server);
        if (plan.Metrics is { } metrics)
            MetricsRoute.Map(server, surface, metrics);
        return server;
    }

    private static async Task<IPAddress> ResolveAsync(PlannedListener plan, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(plan.Host, out var address))
            return address;
        try
        {
            return (await Dns.GetHostAddressesAsync(plan.Host, cancellationToken).ConfigureAwait(false))[0];
        }
        catch (Exception error) when (error is SocketException or IndexOutOfRangeException or ArgumentException)
        {
            throw new IOException($"{plan.Key}.host: {plan.Host} is not known; expected an address of this machine, such as 127.0.0.1 or 0.0.0.0", error);
        }
    }

    private static string Why(Exception error) => (error as SocketException ?? error.InnerException as SocketException)?.SocketErrorCode switch
    {
        SocketError.AccessDenied => "this port needs more rights; choose one from 1024 up",
        SocketError.AddressNotAvailable => "this machine has no such address; expected one such as 127.0.0.1 or 0.0.0.0",
        _ when error.InnerException is AddressInUseException => "another program listens there; choose another port, or 0 for a free one",
        _ => error.Message,
    };
}
