using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>The example adapter as a plugin, in whatever version a test wants.</summary>
internal static class ExamplePlugin
{
    private const string EntryAssembly = "Example.dll";
    private const string OwnVersion = "typeof(ExampleStreamingProvider).Assembly.GetName().Version!.ToString(3)";

    /// <summary>As long as any version that a test wants: compiling each takes long, so another one is put in its place.</summary>
    private const string Compiled = "1000.0.0";

    /// <summary>No other text of the adapter has it in it.</summary>
    private const string CompiledName = "nam1ng0";
    private const string OwnName = "ProviderName => \"example\"";

    /// <summary>A test connects more often than the adapter would, which else waits for its turn.</summary>
    private const string OwnRules = "MaxSubscriptionsPerConnection = 500,";

    private static readonly Lazy<byte[]> Image = new(Compile);

    /// <summary>Writes the folder of a version from 1000.0.0 to 9999.0.0, by a name of seven letters; the manifest comes last.</summary>
    public static void Write(string folder, string version, string name = "example")
    {
        var image = Image.Value.ToArray();
        Put(image, Compiled, version);
        Put(image, CompiledName, name);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, EntryAssembly), image);
        var manifest =
            $$"""
            {
              "schema": 1, "name": "{{name}}", "version": "{{version}}", "entryAssembly": "{{EntryAssembly}}",
              "files": { "{{EntryAssembly}}": "{{Convert.ToHexStringLower(SHA256.HashData(image))}}" }
            }
            """;
        File.WriteAllText(Path.Combine(folder, "plugin.json.new"), manifest);
        File.Move(Path.Combine(folder, "plugin.json.new"), Path.Combine(folder, "plugin.json"), overwrite: true);
    }

    private static void Put(byte[] image, string compiled, string text)
    {
        Assert.Equal(compiled.Length, text.Length);
        Encoding.Unicode.GetBytes(text, image.AsSpan(image.AsSpan().IndexOf(Encoding.Unicode.GetBytes(compiled))));
    }

    private static byte[] Compile()
    {
        var sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sources", "example"), "*.cs").Select(File.ReadAllText).ToList();
        Assert.Single(sources, source => new[] { OwnVersion, OwnName, OwnRules }.All(own => source.Contains(own, StringComparison.Ordinal)));
        var trees = sources.Select(source => source
                .Replace(OwnVersion, $"\"{Compiled}\"", StringComparison.Ordinal)
                .Replace(OwnName, $"ProviderName => \"{CompiledName}\"", StringComparison.Ordinal)
                .Replace(OwnRules, $"{OwnRules} MaxConnectsPerWindow = 100_000,", StringComparison.Ordinal))
            .Prepend("global using System; global using System.Collections.Generic; global using System.Linq;")
            .Select(source => CSharpSyntaxTree.ParseText(source));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("QuantTradeAI.Plugins", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("Example", trees, references, options).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
