using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Makes assemblies at run time.</summary>
internal static class PluginCompiler
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using QuantTradeAI.Streaming.MarketData;
        global using QuantTradeAI.Streaming.Providers;
        """;

    private static readonly ImmutableArray<MetadataReference> Host =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    public static byte[] Compile(string assemblyName, string source, params byte[][] references) =>
        Emit(assemblyName, [Usings, source], Host.AddRange(references.Select(image => MetadataReference.CreateFromImage(image))));

    public static byte[] Compile(string assemblyName, string[] sources) => Emit(assemblyName, [Usings, .. sources], Host);

    /// <summary>Compiles against another contract than the host's.</summary>
    public static byte[] CompileAgainst(byte[] contract, string assemblyName, string source) =>
        Emit(assemblyName, [source], [.. Host.Where(reference => !reference.Display!.Contains("QuantTradeAI", StringComparison.Ordinal)), MetadataReference.CreateFromImage(contract)]);

    private static byte[] Emit(string assemblyName, string[] sources, ImmutableArray<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            assemblyName,
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }

    /// <summary>An adapter that passes the self-test; the parts replace what it usually is.</summary>
    public static string Adapter(string name = "dropped", string version = "1.0.0", string members = "", string decode = "output.Reject(\"bad_json\");", string covers = "channels", string type = "DroppedAdapter") =>
        $$"""
        public sealed class {{type}} : StreamingProviderAdapter
        {
            {{members}}
            public override string ProviderName => "{{name}}";
            public override string ProviderVersion => "{{version}}";
            public override string Description => "Made by a test.";
            public override ProviderCapabilities GetCapabilities() => new() { AssetTypes = ["crypto"], DataTypes = DataTypes.Trades | DataTypes.Quotes };
            public override ConnectionRules GetConnectionRules(ProviderSettings settings) => new();
            public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => new("+"u8.ToArray(), {{covers}});
            public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => new("-"u8.ToArray(), channels);
            public override IFrameDecoder CreateDecoder(DecoderContext context) => new {{type}}Decoder();
        }

        internal sealed class {{type}}Decoder : IFrameDecoder
        {
            public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output) { {{decode}} }
        }
        """;
}
