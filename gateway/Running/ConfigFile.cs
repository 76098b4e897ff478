using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Finds the configuration: the one that was named, else the default one from here, else the one beside the program.</summary>
internal static class ConfigFile
{
    public const string DefaultPath = "config/streaming.yaml";

    public static string Find(string? named) => Find(named, Environment.CurrentDirectory, AppContext.BaseDirectory);

    internal static string Find(string? named, string here, string besideProgram)
    {
        if (named is not null && Directory.Exists(Path.Combine(here, named)))
            throw new CommandFailedException($"{named} is a directory; name a file with --config PATH");
        if (named is not null)
            return File.Exists(Path.Combine(here, named)) ? named : throw new CommandFailedException($"there is no file {named}; name another with --config PATH");
        if (File.Exists(Path.Combine(here, DefaultPath)))
            return DefaultPath;
        var beside = Path.Combine(besideProgram, DefaultPath);
        return File.Exists(beside)
            ? beside
            : throw new CommandFailedException($"there is no {DefaultPath}, neither here nor beside the program; name a file with --config PATH");
    }
}
