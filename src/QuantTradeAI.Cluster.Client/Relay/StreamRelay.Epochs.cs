using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>The symbol has a new owner.</summary>
internal sealed partial class StreamRelay
{
    /// <summary>Whether nothing of the epoch of now can still come that the next one builds on.</summary>
    private bool AllHaveEnded(BatchOrigin next)
    {
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true, IsBehind: false } && !HasEnded(input, next))
                return false;
        }

        return true;
    }

    /// <summary>Where an epoch between is missing, another stream may still bring it.</summary>
    private bool HasEnded(RelayInput input, BatchOrigin next) =>
        next.Continues is not { } end || end.Epoch < _epoch || input.HasReached(next.Epoch, 0)
        || (end.Epoch == _epoch && _kinds[(int)input.Kind].Last >= end.Of(input.Kind));

    private void Enter(BatchOrigin next, bool isToldDisconnected)
    {
        _counters.Epochs++;
        if (next.Continues is { } end && end.Epoch == _epoch)
            Conclude(end);
        else
            Break(isToldDisconnected);
        _epoch = next.Epoch;
        (_lostStatuses, _expectedEpoch) = (default, default);
        foreach (var kind in _kinds)
            kind.Begin(0);
    }

    private void Conclude(StreamEnd end)
    {
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true })
                AnnounceUpTo(input.Kind, end.Of(input.Kind));
        }

        AnnounceUpTo(MarketEventKind.Status, end.Statuses);
    }

    private void Break(bool isToldDisconnected)
    {
        _counters.Breaks++;
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true, Kind: not MarketEventKind.Status } && _kinds[(int)input.Kind].HasHadData)
                _kinds[(int)input.Kind].IsDoubted = true;
        }

        if (_state is null)
            return;
        _resyncDue = true;
        if (!isToldDisconnected && _state != FeedStatusKind.Disconnected)
            TellState(FeedStatusKind.Disconnected);
    }
}
