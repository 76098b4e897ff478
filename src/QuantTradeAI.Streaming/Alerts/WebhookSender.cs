using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>
/// Posts alerts, one after another, from a bounded queue that loses its oldest. Redirects are not followed. A post that the receiver does not take is
/// tried again when that may help, then counted and given up. What it logs holds neither the address's path nor the secret.
/// </summary>
internal sealed partial class WebhookSender : IAsyncDisposable
{
    /// <summary>Alerts that wait at most.</summary>
    public const int Capacity = 256;

    /// <summary>How often a post is tried.</summary>
    public const int Attempts = 3;

    /// <summary>One attempt ends by then.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10);

    /// <summary>About how long the first pause before another attempt is; the next one is about twice as long.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>No pause is longer, whatever the receiver asks for.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long <see cref="DisposeAsync"/> waits for what is queued.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _logging = new();
    private readonly Channel<Alert> _queue;
    private readonly HttpClient _client;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline<HttpStatusCode> _pipeline;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private volatile AlertsConfig _config;
    private long _failures;
    private long? _logged;

    public WebhookSender(AlertsConfig config, TimeProvider clock, Func<double> random, ILogger logger)
    {
        (_config, _clock, _logger) = (config, clock, logger);
        _queue = Channel.CreateBounded<Alert>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, NoteDropped);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _pipeline = Pipeline(random);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Alerts that were dropped or given up.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Posts there from now on, what waits among it.</summary>
    public void Configure(AlertsConfig config) => _config = config;

    /// <summary>Never waits.</summary>
    public void Post(Alert alert)
    {
        if (!_queue.Writer.TryWrite(alert))
            Interlocked.Increment(ref _failures);
    }

    /// <summary>Posts what is queued, within <see cref="StopTimeout"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        using var limit = new CancellationTokenSource(StopTimeout, _clock);
        await _running.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_queue.Reader.TryRead(out _))
            Interlocked.Increment(ref _failures);
        _client.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var alert in _queue.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
        {
            var config = _config;
            if (config.WebhookUrl is { } url)
                await PostAsync(alert, url, config).ConfigureAwait(false);
        }
    }

    private async Task PostAsync(Alert alert, Uri url, AlertsConfig config)
    {
        try
        {
            var body = WebhookBody.Of(alert);
            var status = await _pipeline.ExecuteAsync(token => AttemptAsync(body, url, config, token), _stopping.Token).ConfigureAwait(false);
            if ((int)status is < 200 or > 299)
                NoteFailure(alert, url, $"it answered {(int)status}");
        }
        catch (Exception error) when (error is HttpRequestException or TimeoutRejectedException or OperationCanceledException or IOException)
        {
            NoteFailure(alert, url, Reason(error));
        }
        catch (Exception error)
        {
            // A faulty setting of the system, such as its proxy, must not end all further posts. Its words are not known to be clean.
            NoteFailure(alert, url, error.GetType().Name);
        }
    }

    private async ValueTask<HttpStatusCode> AttemptAsync(byte[] body, Uri url, AlertsConfig config, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var timestamp = WebhookSignature.Timestamp(_clock.GetUtcNow());
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp);
        if (config.WebhookSecret is { } secret)
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(secret, timestamp, body));
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (IsWorthARetry(response.StatusCode) && RetryAfter(response.Headers.RetryAfter) is { } wait)
            throw new RetryLaterException(response.StatusCode, wait < LongestPause ? wait : LongestPause);
        return response.StatusCode;
    }

    private ResiliencePipeline<HttpStatusCode> Pipeline(Func<double> random) =>
        new ResiliencePipelineBuilder<HttpStatusCode> { TimeProvider = _clock }
            .AddRetry(new RetryStrategyOptions<HttpStatusCode>
            {
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Exception switch
                {
                    null => IsWorthARetry(args.Outcome.Result),
                    HttpRequestException or TimeoutRejectedException or IOException => true,
                    _ => false,
                }),
                DelayGenerator = static args => ValueTask.FromResult((args.Outcome.Exception as RetryLaterException)?.RetryAfter),
                MaxRetryAttempts = Attempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                Randomizer = random,
            })
            .AddTimeout(AttemptTimeout)
            .Build();

    private static bool IsWorthARetry(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static string Reason(Exception error) => error switch
    {
        RetryLaterException later => $"it answered {(int)later.StatusCode!}",
        HttpRequestException http => http.HttpRequestError == HttpRequestError.Unknown ? "the connection failed" : http.HttpRequestError.ToString(),
        TimeoutRejectedException => $"it did not answer within {AttemptTimeout.TotalSeconds:0} s",
        OperationCanceledException => "the gateway has stopped",
        _ => "the connection failed",
    };

    private void NoteDropped(Alert alert)
    {
        Interlocked.Increment(ref _failures);
        if (IsLogDue())
            Dropped(Capacity, Failures);
    }

    private void NoteFailure(Alert alert, Uri url, string reason)
    {
        Interlocked.Increment(ref _failures);
        if (IsLogDue())
            Failed(alert.Rule, alert.Subject, $"{url.Scheme}://{url.Host}:{url.Port}", reason, Failures);
    }

    private bool IsLogDue()
    {
        lock (_logging)
        {
            var now = _clock.GetTimestamp();
            if (_logged is { } last && _clock.GetElapsedTime(last, now) < LogEvery)
                return false;
            _logged = now;
            return true;
        }
    }

    /// <summary>The receiver says when to try again.</summary>
    private sealed class RetryLaterException(HttpStatusCode status, TimeSpan retryAfter) : HttpRequestException(null, null, status)
    {
        public TimeSpan? RetryAfter => retryAfter;
    }
}
