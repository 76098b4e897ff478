using System.Reflection;
using System.Runtime.Loader;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Compiles a few statements from a text, and runs them.</summary>
internal static class Programs
{
    /// <summary>Returns the lines that the statements print.</summary>
    public static async Task<string[]> RunAsync(string statements)
    {
        var image = PluginCompiler.Compile(
            "Program",
            $$"""
            using QuantTradeAI.Streaming.Discovery;

            public static class Program
            {
                public static void Run(System.IO.TextWriter Out)
                {
                    {{statements.Replace("Console.WriteLine", "Out.WriteLine", StringComparison.Ordinal)}}
                }
            }
            """);
        var context = new AssemblyLoadContext("program", isCollectible: true);
        var run = context.LoadFromStream(new MemoryStream(image)).GetType("Program")!.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)!;
        var output = new StringWriter();
        await Task.Run(() => run.Invoke(null, [output])).Within("the program to end");
        context.Unload();
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
