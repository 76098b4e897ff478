using System.Reflection;
using System.Runtime.Loader;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Compiles a few statements from a text, and runs them.</summary>
internal static class Programs
{
    /// <summary>Whether a text is a program of its own rather than a part of an adapter.</summary>
    public static bool IsOne(string text) => text.Contains("new ProviderDiscovery", StringComparison.Ordinal) || text.Contains("new StreamingGateway", StringComparison.Ordinal);

    /// <summary>Returns the lines that the statements print.</summary>
    public static async Task<string[]> RunAsync(string statements)
    {
        var output = new StringWriter();
        await RunAsync(statements, output, new CancellationTokenSource()).Within("the program to end");
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs statements that print to <paramref name="output"/> and know <paramref name="stop"/> as <c>Stop</c>.</summary>
    public static async Task RunAsync(string statements, TextWriter output, CancellationTokenSource stop)
    {
        var lines = statements.Split('\n').ToLookup(line => line.StartsWith("using QuantTradeAI.", StringComparison.Ordinal));
        var image = PluginCompiler.Compile(
            "Program",
            $$"""
            using System.Threading;
            using System.Threading.Tasks;
            {{string.Join('\n', lines[true])}}

            public static class Program
            {
                public static async Task RunAsync(System.IO.TextWriter Out, CancellationTokenSource Stop)
                {
                    {{string.Join('\n', lines[false]).Replace("Console.WriteLine", "Out.WriteLine", StringComparison.Ordinal)}}
                    await Task.CompletedTask;
                }
            }
            """);
        var context = new AssemblyLoadContext("program", isCollectible: true);
        var run = context.LoadFromStream(new MemoryStream(image)).GetType("Program")!.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!;
        await Task.Run(() => (Task)run.Invoke(null, [output, stop])!);
        context.Unload();
    }
}
