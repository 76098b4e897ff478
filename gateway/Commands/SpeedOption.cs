using System.CommandLine;
using System.Globalization;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>--speed</c>: a factor of the recorded pace, or max.</summary>
internal static class SpeedOption
{
    private const string Max = "max";

    public static Option<PlaybackPace?> Create() => new("--speed", "-s")
    {
        Description = "N times the recorded pace, or max: as fast as it is read. 1 when absent.",
        HelpName = "N|max",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == Max)
                return PlaybackPace.Max;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor > 0 && double.IsFinite(factor))
                return PlaybackPace.Factor(factor);
            result.AddError($"--speed got '{text}'; expected a number above 0, or {Max}.");
            return null;
        },
    };

    /// <summary>The pace in words.</summary>
    public static string Describe(this PlaybackPace pace) =>
        double.IsPositiveInfinity(pace.Speed) ? "full speed" : pace.Speed is 1 ? "recorded pace" : $"{pace.Speed.ToString(CultureInfo.InvariantCulture)} times the recorded pace";
}
