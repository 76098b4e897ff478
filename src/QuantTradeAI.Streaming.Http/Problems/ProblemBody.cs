namespace QuantTradeAI.Streaming.Http.Problems;

/// <summary>An error as RFC 9457 has it. Says nothing of what went on inside.</summary>
/// <param name="Type">Always <c>about:blank</c>: the status says it all.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status of the response.</param>
/// <param name="Detail">What is wrong, what was expected and what to do.</param>
internal sealed record ProblemBody(string Type, string Title, int Status, string Detail);
