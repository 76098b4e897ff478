namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>A file that is gone after the test.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gateway-{Guid.NewGuid():N}.yaml");

    public void Dispose() => File.Delete(Path);
}
