using Polly;
using Polly.Retry;
using Polly.Timeout;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>Runs operations with one deadline for all of their attempts, and tries those again that failed for a reason which may pass.</summary>
internal sealed class OperationPipeline(HealthMonitorOptions options, TimeProvider clock, Func<double> random)
{
    /// <summary>About how long the first pause before a retry is; each further one is about twice as long.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>No pause is longer; a venue that asks for more is not tried again here.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline _pipeline = Build(options, clock, random);

    /// <summary>The result, and how long the attempt took that made it.</summary>
    /// <exception cref="ProviderConnectionException">It took too long.</exception>
    public async Task<(T Result, TimeSpan Took)> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(token => AttemptAsync(operation, token), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            throw new ProviderConnectionException(
                $"The operation took longer than {options.OperationTimeout.TotalSeconds:0.###} s and was given up; try again later.", late)
            {
                Reason = "operation_timeout",
            };
        }
    }

    /// <summary>An operation that ignores cancellation is left behind at the deadline.</summary>
    private async ValueTask<(T Result, TimeSpan Took)> AttemptAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken token)
    {
        var began = clock.GetTimestamp();
        var attempt = operation(token);
        _ = attempt.ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
        var result = await attempt.WaitAsync(token).ConfigureAwait(false);
        return (result, clock.GetElapsedTime(began));
    }

    private static ResiliencePipeline Build(HealthMonitorOptions options, TimeProvider clock, Func<double> random)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock }.AddTimeout(options.OperationTimeout);
        if (options.OperationRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static args => ValueTask.FromResult(IsWorthARetry(args.Outcome.Exception, args.Context.CancellationToken)),
                DelayGenerator = static args => ValueTask.FromResult((args.Outcome.Exception as ProviderException)?.RetryAfter),
                MaxRetryAttempts = options.OperationRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                Randomizer = random,
            });
        }

        return builder.Build();
    }

    private static bool IsWorthARetry(Exception? error, CancellationToken token) =>
        error is not null
        && OperationFailures.Of(error, token.IsCancellationRequested) == OperationFailure.Transient
        && !((error as ProviderException)?.RetryAfter > LongestPause);
}
