namespace QuantTradeAI.Streaming.Discovery;

/// <summary>A plugin or an adapter must not be used; the message says what is wrong, what is expected, what to do. It never holds foreign exceptions: they would keep their code in memory.</summary>
internal sealed class PluginRefusedException(string message) : Exception(message)
{
    /// <summary>The sentence of another exception, in one line.</summary>
    public static string Sentence(Exception error)
    {
        while (error is System.Reflection.TargetInvocationException or TypeInitializationException or AggregateException or IOException && error.InnerException is { } inner)
            error = inner;
        const int Longest = 400;
        var text = $"{error.GetType().Name}: {error.Message}".ReplaceLineEndings(" ");
        return text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}...";
    }
}
