using System.Threading.Channels;

namespace QuantTradeAI.Streaming.Simulator;

public sealed partial class SimulatedVenue
{
    private const int FloodBlockFrames = 512;
    private const int FloodTurnBlocks = 32;

    /// <summary>
    /// Sends <paramref name="frames"/> trades of <paramref name="symbol"/> as fast as the client reads, to the oldest connection
    /// that holds its trades. Ids are consecutive and times current; prices and sizes repeat every 512 trades. Faults of delivery
    /// do not touch it; pings and other messages go in between.
    /// </summary>
    /// <exception cref="InvalidOperationException">No connection holds the symbol's trades.</exception>
    /// <exception cref="IOException">The connection ended meanwhile.</exception>
    public async Task<FloodResult> FloodAsync(string symbol, long frames, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frames);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        var (connection, block, firstId) = Within(() => PrepareFlood(symbol, frames));
        var start = Time.GetTimestamp();
        var (left, bytes) = (frames, 0L);
        while (left > 0)
        {
            var turn = Math.Min(left, (long)block.Frames * FloodTurnBlocks);
            await TakeTurnAsync(
                connection,
                async (stream, cancellation) => bytes += await WriteTurnAsync(stream, block, turn, cancellation),
                ending.Token);
            left -= turn;
            CountSent((int)turn);
        }
        return new FloodResult(firstId, frames, bytes, Time.GetElapsedTime(start));
    }

    private (SimulatedConnection Connection, FloodBlock Block, long FirstId) PrepareFlood(string symbol, long frames)
    {
        var market = Market(symbol);
        var connection = _connections.FirstOrDefault(open => open.Session.TakesTrades(symbol))
            ?? throw new InvalidOperationException($"No connection to {Name} holds the trades of {symbol}");
        var trades = new List<SimulatedTrade>();
        while (trades.Count < Math.Min(frames, FloodBlockFrames))
            trades.Add(market.NextTrade(Now));
        market.TakeTradeRun(frames - trades.Count);
        var session = connection.Session;
        return (connection, new FloodBlock([.. trades.Select(session.EncodeTrade)], session.FloodFormat), trades[0].Id);
    }

    private async Task<long> WriteTurnAsync(Stream stream, FloodBlock block, long frames, CancellationToken cancellation)
    {
        var bytes = 0L;
        while (frames > 0)
        {
            block.SetTimes(Now);
            var now = block.First((int)Math.Min(frames, block.Frames));
            await stream.WriteAsync(now, cancellation);
            block.Advance();
            bytes += now.Length;
            frames -= block.Frames;
        }
        return bytes;
    }

    private static async Task TakeTurnAsync(
        SimulatedConnection connection, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await connection.Socket.QueueAsync(new Outgoing(Opcode.Text, default, write, done), cancellation);
            await done.Task.WaitAsync(cancellation);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new IOException("The flooded connection ended", e);
        }
    }
}
