using QuantTradeAI.Streaming.Http;

namespace QuantTradeAI.Gateway.Commands;

/// <summary>What commands take from the process they run in.</summary>
internal sealed record CommandHost
{
    /// <summary>What the program is called.</summary>
    public string Program { get; init; } = "gateway";

    /// <summary>For data.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>For people: errors, warnings, progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Output"/> can redraw.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Whether <see cref="Error"/> can redraw.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>The clock of everything.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static CommandHost ForConsole()
    {
        var canRedraw = Environment.GetEnvironmentVariable("TERM") is not "dumb";
        return new CommandHost
        {
            Output = Console.Out,
            Error = Console.Error,
            OutputIsTerminal = canRedraw && !Console.IsOutputRedirected,
            ErrorIsTerminal = canRedraw && !Console.IsErrorRedirected,
        };
    }

    /// <summary>Writes a line for people on standard error, marked as this program's. It may hold words of others.</summary>
    public void Say(string message)
    {
        foreach (var line in message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Error.WriteLine($"{Program}: {OneLine.Of(line)}");
    }
}
