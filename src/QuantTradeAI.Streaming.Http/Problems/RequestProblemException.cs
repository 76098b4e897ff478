namespace QuantTradeAI.Streaming.Http.Problems;

/// <summary>A request cannot be answered as asked; the message is for who asks.</summary>
internal sealed class RequestProblemException(int status, string detail) : Exception(detail)
{
    /// <summary>The status of the response.</summary>
    public int Status => status;
}
