using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>Sends one batch until it is taken or refused, or until the pump ends.</summary>
internal sealed partial class BatchSender(
    ISymbolIntake intake, TimeSpan timeout, TimeProvider clock, Func<double> random, ILogger logger, Action<long> onFenced, CancellationToken ended)
{
    private readonly ILogger _logger = logger;
    private readonly LogPace _pace = new(clock);
    private long _failures;

    /// <summary>Calls that failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>True when it was taken.</summary>
    public async ValueTask<bool> SendAsync(Symbol symbol, ProviderBatch batch)
    {
        for (var failures = 1; !ended.IsCancellationRequested; failures++)
        {
            try
            {
                var reply = await CallAsync(symbol, batch).ConfigureAwait(false);
                if (!reply.IsTaken)
                    onFenced(reply.Epoch);
                return reply.IsTaken;
            }
            catch (Exception error) // Whatever it was: nobody knows whether the batch was taken.
            {
                NoteFailure(symbol, batch, error);
            }

            await PauseAsync(failures).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Waits before another attempt; less when the pump ends.</summary>
    public async ValueTask PauseAsync(int failures) =>
        await Task.Delay(RetryPause.After(failures, random()), clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private ValueTask<IntakeReply> CallAsync(Symbol symbol, ProviderBatch batch)
    {
        var call = intake.TakeAsync(symbol, batch);
        return call.IsCompleted ? call : new ValueTask<IntakeReply>(WithinTimeAsync(call.AsTask()));
    }

    private async Task<IntakeReply> WithinTimeAsync(Task<IntakeReply> call)
    {
        try
        {
            return await call.WaitAsync(timeout, clock).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            _ = call.ContinueWith(
                static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    private void NoteFailure(Symbol symbol, ProviderBatch batch, Exception error)
    {
        Interlocked.Increment(ref _failures);
        if (!ended.IsCancellationRequested && _pace.Note(1) is { } failures)
            NotTaken(error, symbol, batch.Provider, batch.Number, failures);
    }
}
