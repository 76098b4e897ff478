using System.Diagnostics;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Tests.Watching;

public sealed class BoundedFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bounded");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void File_ThatIsLarger_IsCutAboveTheLimit()
    {
        File.WriteAllBytes(Name("large"), new byte[1_000_000]);
        File.CreateSymbolicLink(Name("link"), Name("large"));
        Assert.InRange(BoundedFile.Read(Name("link"), 100).Length, 101, 100_000);
        Assert.Equal(1_000_000, BoundedFile.Read(Name("link"), 1_000_000).Length);
    }

    [Fact] // Opening a pipe waits for a writer, for ever.
    public async Task Pipe_OrDevice_IsEmpty()
    {
        await Process.Start("mkfifo", Name("pipe")).WaitForExitAsync();
        File.CreateSymbolicLink(Name("link"), Name("pipe"));
        foreach (var path in (string[])[Name("pipe"), Name("link"), "/dev/zero"])
        {
            var read = Task.Run(() => BoundedFile.Read(path, 100));
            await read.Within($"reading {path}");
            Assert.Empty(await read);
        }
    }

    private string Name(string name) => Path.Combine(_folder.FullName, name);
}
