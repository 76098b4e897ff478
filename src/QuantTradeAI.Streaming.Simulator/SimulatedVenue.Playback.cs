using System.Threading.Channels;

namespace QuantTradeAI.Streaming.Simulator;

public sealed partial class SimulatedVenue
{
    private const int DrainEvery = 256;

    /// <summary>
    /// Sends every received frame of <paramref name="recording"/> verbatim and in order to all clients connected at the time,
    /// whatever they subscribed to, and waits for slow ones. It does not wait for a client to connect: see
    /// <see cref="WaitAsync"/>. Completes when the last frame is written.
    /// </summary>
    /// <param name="recording">What to play.</param>
    /// <param name="pace">How fast, by the simulator's clock.</param>
    /// <param name="progress">Is told the number of frames written so far, every 256 frames and at the end.</param>
    /// <param name="cancellationToken">Ends the playback.</param>
    /// <returns>How many frames went to at least one client.</returns>
    public async Task<long> PlayAsync(
        Recording recording, PlaybackPace pace, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(pace);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        var start = Time.GetTimestamp();
        var sent = 0L;
        foreach (var frame in recording.Frames)
        {
            if (!double.IsPositiveInfinity(pace.Speed))
                await WaitUntilAsync((frame.Time - recording.Frames[0].Time) / pace.Speed - Time.GetElapsedTime(start), ending.Token);
            if (!await SendToAllAsync(Outgoing.Text(frame.Payload), ending.Token) || ++sent % DrainEvery != 0)
                continue;

            await DrainAsync(ending.Token);
            progress?.Report(sent);
        }
        await DrainAsync(ending.Token);
        progress?.Report(sent);
        return sent;
    }

    private async Task WaitUntilAsync(TimeSpan ahead, CancellationToken cancellation)
    {
        if (ahead > TimeSpan.FromMilliseconds(1))
            await Task.Delay(ahead, Time, cancellation);
        else
            cancellation.ThrowIfCancellationRequested();
    }

    private async Task<bool> SendToAllAsync(Outgoing outgoing, CancellationToken cancellation)
    {
        var any = false;
        foreach (var connection in Connections)
        {
            if (connection.TakesData)
                any |= await TryQueueAsync(connection, outgoing, cancellation);
        }
        return any;
    }

    private async Task DrainAsync(CancellationToken cancellation)
    {
        foreach (var connection in Connections)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!await TryQueueAsync(connection, Outgoing.Mark(done), cancellation))
                continue;
            try
            {
                await done.Task.WaitAsync(cancellation);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
            }
        }
    }

    private static async Task<bool> TryQueueAsync(SimulatedConnection connection, Outgoing outgoing, CancellationToken cancellation)
    {
        try
        {
            await connection.Socket.QueueAsync(outgoing, cancellation);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }
}
