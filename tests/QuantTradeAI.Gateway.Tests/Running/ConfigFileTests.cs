using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Tests.Running;

public sealed class ConfigFileTests : IDisposable
{
    private readonly string _here = Directory.CreateTempSubdirectory("gateway-here").FullName;
    private readonly string _beside = Directory.CreateTempSubdirectory("gateway-beside").FullName;

    [Fact]
    public void Find_WithTheDefaultHere_TakesThat()
    {
        Make(_here);
        Make(_beside);

        Assert.Equal(ConfigFile.DefaultPath, ConfigFile.Find(null, _here, _beside));
    }

    [Fact]
    public void Find_WithTheDefaultBesideTheProgramOnly_TakesThat()
    {
        Make(_beside);

        Assert.Equal(Path.Combine(_beside, ConfigFile.DefaultPath), ConfigFile.Find(null, _here, _beside));
    }

    [Fact]
    public void Find_WithNone_SaysWhereItLooked()
    {
        var error = Assert.Throws<CommandFailedException>(() => ConfigFile.Find(null, _here, _beside));

        Assert.Equal("there is no config/streaming.yaml, neither here nor beside the program; name a file with --config PATH", error.Message);
    }

    [Fact]
    public void Find_OfADirectory_SaysThatItIsOne()
    {
        var error = Assert.Throws<CommandFailedException>(() => ConfigFile.Find(_here, _here, _beside));

        Assert.Equal($"{_here} is a directory; name a file with --config PATH", error.Message);
    }

    public void Dispose()
    {
        Directory.Delete(_here, recursive: true);
        Directory.Delete(_beside, recursive: true);
    }

    private static void Make(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "config"));
        File.WriteAllText(Path.Combine(folder, ConfigFile.DefaultPath), "streaming:");
    }
}
