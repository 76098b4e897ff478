using System.Diagnostics;

namespace QuantTradeAI.Tests.Postgres;

/// <summary>The programs of an installed PostgreSQL, and the user to run them as: they refuse to run as root.</summary>
internal static class PostgresPrograms
{
    public const string Missing = "No PostgreSQL: neither initdb on the PATH nor /usr/lib/postgresql/*/bin (Debian's package postgresql).";

    private const string DebianFolder = "/usr/lib/postgresql";
    private const string User = "postgres";
    private static readonly string[] Needed = ["createdb", "initdb", "pg_ctl", "postgres"];

    /// <summary>Where they are; null for nowhere.</summary>
    public static string? Folder { get; } = OnPath().Concat(OfDebian()).FirstOrDefault(HasAll);

    /// <summary>How to start one as a user that it accepts.</summary>
    public static ProcessStartInfo Start(string program, params string[] arguments)
    {
        var path = Path.Combine(Folder!, program);
        return Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
    }

    /// <summary>Gives a folder to that user.</summary>
    public static Task OwnAsync(string folder) =>
        Environment.IsPrivilegedProcess ? RunAsync(new ProcessStartInfo("chown", [User, folder])) : Task.CompletedTask;

    /// <summary>Runs to the end, which must be a good one.</summary>
    public static async Task RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, "/");
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} failed: {await output} {await error}");
    }

    private static bool HasAll(string folder) => Needed.All(program => File.Exists(Path.Combine(folder, program)));

    private static string[] OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    private static IEnumerable<string> OfDebian() =>
        Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder).OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")) : [];
}
