using QuantTradeAI.Gateway.Commands;
using Spectre.Console;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>A progress bar on standard error, where that is a terminal.</summary>
internal static class ReplayProgress
{
    public static async Task<T> ShowAsync<T>(CommandHost host, int frames, Func<IProgress<long>?, Task<T>> play)
    {
        if (!host.ErrorIsTerminal)
            return await play(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("playing", maxValue: frames);
                return play(new Immediately(sent => bar.Value = sent));
            });
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, done before the player goes on.</summary>
    private sealed class Immediately(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
