using System.Diagnostics;

namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>Runs the .NET command line in the repository that these tests were built from, in their configuration.</summary>
internal static class Dotnet
{
    private const string Solution = "QuantTradeAI.Orleans.sln";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly string Configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    public static async Task RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nologo", "-c", Configuration, "-nodeReuse:false"])
        {
            WorkingDirectory = Repository(),
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Deadline);
        var reading = process.StandardOutput.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'dotnet {string.Join(' ', arguments)}' did not end within {Deadline.TotalMinutes} minutes.");
        }

        Assert.True(process.ExitCode == 0, await reading);
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"There is no {Solution} above {AppContext.BaseDirectory}; run the tests where they were built.");
    }
}
