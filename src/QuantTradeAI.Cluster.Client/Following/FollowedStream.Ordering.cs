using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What did not come by the streams is asked for at the symbol's owner, which keeps the last of it.</summary>
internal sealed partial class FollowedStream
{
    private async Task AskForMissingAsync()
    {
        foreach (var one in _kinds.Values)
        {
            if (one.Intake.Missing() is not { } missing)
                continue;
            var request = new StreamReplayRequest { Stream = _name, DataType = one.Kind, Epoch = missing.Epoch, From = missing.From, To = missing.To };
            if (await TryAsync("replay", limit => _context.Cluster.ReplayAsync(request, limit)).ConfigureAwait(false) is not { } batches)
                return;
            var (result, givenUp) = one.Intake.TakeAnswer(missing, batches);
            _wishesLook |= givenUp > 0;
            if (givenUp > 0)
                _context.Log.GivenUp(_name, one.Kind.ToString(), givenUp);
            else
                _context.Log.Replayed(_name, one.Kind.ToString(), batches.Length);
            if ((result & TakeResult.Full) != 0)
                await _context.WaitForRoom().ConfigureAwait(false);
        }
    }

    private void PollOrders()
    {
        var silent = _kinds.Values.Where(one => one.Intake.Poll()).Select(one => one.Kind.Kind()).ToList();
        if (silent.Count > 0)
            Resubscribe(silent);
    }

    /// <summary>Batches that held wait for a position come after it, all others before a new owner is known by it.</summary>
    private void LearnInOrder(StreamPosition position)
    {
        var trusted = DataTypes.None;
        foreach (var one in _kinds.Values.Where(one => one.Intake.TakeTrust()))
            trusted |= one.Kind;
        var beginning = _kinds.Values.Where(one => !one.Intake.HasBegun).ToList();
        foreach (var one in _kinds.Values.Except(beginning))
            one.Intake.Learn(position);
        Learn(position, trusted);
        foreach (var one in beginning)
            one.Intake.Learn(position);
    }
}
