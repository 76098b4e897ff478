using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Configuration;

namespace QuantTradeAI.Streaming.Tests.Storage;

/// <summary>Another process has the file, until it is killed with SIGKILL.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const string Holder =
        """
        using QuantTradeAI.Streaming.Storage;

        public static class Holder
        {
            public static void Main(string[] args)
            {
                var store = SqliteStateStore.Open(args[0]);
                store.WriteAsync(new ProviderRecord { Provider = "binance", Epoch = 41 }, default).AsTask().GetAwaiter().GetResult();
                store.WriteAsync(new ProviderRecord { Provider = "binance", Epoch = 42 }, default).AsTask().GetAwaiter().GetResult();
                System.Console.WriteLine("written");
                System.Console.ReadLine();
            }
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly string _program = Path.Combine(AppContext.BaseDirectory, $"holder-{Guid.NewGuid():N}.dll");

    public void Dispose()
    {
        File.Delete(_program);
        _folder.Dispose();
    }

    [Fact]
    public async Task File_OfAProcessThatIsKilled_IsFreeAndWhole()
    {
        Compile();
        using var process = Process.Start(StartInfo())!;
        try
        {
            Assert.Equal("written", await process.StandardOutput.ReadLineAsync().WaitAsync(Limit));
            Assert.StartsWith("Another gateway uses", Assert.Throws<StateStoreException>(() => SqliteStateStore.Open(_folder.Path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Limit);
        }

        await using var store = SqliteStateStore.Open(_folder.Path);

        Assert.Equal(42, (await store.ReadAsync("binance", default))!.Epoch);
    }

    private void Compile()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var result = CSharpCompilation.Create(
            "holder", [CSharpSyntaxTree.ParseText(Holder)], references, new CSharpCompilationOptions(OutputKind.ConsoleApplication)).Emit(_program);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }

    private ProcessStartInfo StartInfo()
    {
        var tests = Path.Combine(AppContext.BaseDirectory, typeof(KilledProcessTests).Assembly.GetName().Name!);
        var arguments = new[] { "exec", "--depsfile", $"{tests}.deps.json", "--runtimeconfig", $"{tests}.runtimeconfig.json", _program, _folder.Path };
        return new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
    }
}
