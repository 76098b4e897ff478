using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>Calls an adapter's own code: whatever it throws is a problem, not a crash.</summary>
internal static class AdapterCall
{
    /// <summary>What the call returned; null with the problem when it threw or returned nothing.</summary>
    public static T? Try<T>(Func<T?> call, string what, out string? problem)
        where T : class
    {
        try
        {
            var value = call();
            problem = value is null ? $"the adapter's {what} returned nothing; this is the adapter's fault" : null;
            return value;
        }
        catch (Exception error)
        {
            problem = $"the adapter's {what} threw {error.GetType().Name}: {Shown.Line(error.Message)}; this is the adapter's fault";
            return null;
        }
    }
}
