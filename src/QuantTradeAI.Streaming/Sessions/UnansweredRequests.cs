using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// Which request an answer is for, where the venue's requests have no ids: it answers each in turn. One that is not answered in time is
/// forgotten; requests with ids are not kept here. Guarded by its ledger's lock.
/// </summary>
internal sealed class UnansweredRequests(TimeProvider clock, TimeSpan answerWithin)
{
    private readonly Queue<UnansweredRequest> _inTurn = new();

    /// <summary>This goes out.</summary>
    public void Add(VenueRequest request, bool subscribes)
    {
        Forget();
        if (request.Id == 0)
            _inTurn.Enqueue(new UnansweredRequest(request.Covers, subscribes, clock.GetTimestamp()));
    }

    /// <summary>An answer came: the request that it is for; null when none waits.</summary>
    public UnansweredRequest? TakeAnswered()
    {
        Forget();
        return _inTurn.TryDequeue(out var oldest) ? oldest : null;
    }

    private void Forget()
    {
        while (_inTurn.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.SentAt) >= answerWithin)
            _inTurn.Dequeue();
    }
}
