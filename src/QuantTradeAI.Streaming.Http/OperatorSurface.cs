using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http.Listening;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Http;

/// <summary>
/// Health, status, metrics and operators' commands over HTTP, for one process or, behind the same words, a cluster. Start it before what it
/// tells of, and dispose of it after that, so that probes hear of both ends.
/// </summary>
public sealed class OperatorSurface : IAsyncDisposable
{
    private readonly SurfaceContext _context;
    private readonly ImmutableArray<Listener> _listeners;

    private OperatorSurface(SurfaceContext context, ImmutableArray<Listener> listeners) => (_context, _listeners) = (context, listeners);

    /// <summary>Where health and status are served, with the port that was taken; null when they are not enabled.</summary>
    public Uri? Api => _listeners.FirstOrDefault(listener => listener.Plan.Api is not null)?.Address;

    /// <summary>Where metrics are served, with the port that was taken; null when they are not enabled.</summary>
    public Uri? Metrics => _listeners.FirstOrDefault(listener => listener.Plan.Metrics is not null)?.Address;

    /// <summary>Listens where the configuration says; nowhere when neither is enabled.</summary>
    /// <param name="operations">What is served.</param>
    /// <param name="config">Addresses and tokens; changes need a new surface.</param>
    /// <param name="options">The rest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">An address cannot be listened on; the message names the key and says what to do.</exception>
    public static async Task<OperatorSurface> StartAsync(
        IGatewayOperations operations, StreamingHealthConfig config, OperatorSurfaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(config);
        options ??= new OperatorSurfaceOptions();
        var log = new SurfaceLog((options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger(StreamingGateway.LogCategory));
        var context = new SurfaceContext(operations, options, log);
        var listeners = ImmutableArray.CreateBuilder<Listener>();
        try
        {
            foreach (var plan in ListenPlan.Of(config))
            {
                if (plan.UnprotectedKey is { } key)
                    log.Unprotected(key, plan.ConfiguredHost);
                var listener = await Listener.StartAsync(plan, context, cancellationToken).ConfigureAwait(false);
                listeners.Add(listener);
                log.Listening(plan.Serves, listener.Address.GetLeftPart(UriPartial.Authority));
            }
        }
        catch
        {
            await DisposeAsync(listeners).ConfigureAwait(false);
            throw;
        }

        return new OperatorSurface(context, listeners.ToImmutable());
    }

    /// <summary>The process is going to end: <c>/readyz</c> says so from now on. Everything else is served on.</summary>
    public void BeginStopping() => _context.IsStopping = true;

    /// <summary>Listens no longer; requests that run have 2 s to end.</summary>
    public async ValueTask DisposeAsync()
    {
        BeginStopping();
        await DisposeAsync(_listeners).ConfigureAwait(false);
    }

    private static async Task DisposeAsync(IEnumerable<Listener> listeners)
    {
        foreach (var listener in listeners)
            await listener.DisposeAsync().ConfigureAwait(false);
    }
}
