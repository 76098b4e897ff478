using System.Buffers;
using System.Text;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>A configuration file: no more of it than a document may have, UTF-8, YAML or JSON by its suffix.</summary>
internal static class ConfigFile
{
    /// <summary>Largest document in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most values: texts, lists and mappings.</summary>
    public const int MaxNodes = 50_000;

    public const string Empty = "the file is empty; expected a mapping";

    public static readonly string TooDeep = $"nested more than {MaxDepth} deep; expected a configuration, which is flatter";

    public static readonly string TooMany = $"more than {MaxNodes:N0} values; expected a configuration, which is smaller";

    private const int MaxBytesPerCharacter = 4;
    private static readonly string TooLarge = $"the file is larger than {MaxLength:N0} characters";
    private static readonly string[] Suffixes = [".yaml", ".yml", ".json"];

    /// <summary>The root of a file, or null with the problems that kept it from being read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="shown">What problems call the file.</param>
    /// <param name="files">Where it is; on this machine's disk by default.</param>
    public static ConfigNode? Read(string path, ProblemList problems, string? shown = null, IConfigFiles? files = null)
    {
        shown ??= path;
        files ??= DiskFiles.Instance;
        var start = Place.StartOf(shown);
        if (files.IsDirectory(path))
        {
            problems.Add(start, "", "it is a directory; expected a YAML or JSON file");
            return null;
        }

        if (!Suffixes.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(start, "", $"got the suffix {Shown.Quoted(Path.GetExtension(path))}; expected a file that ends in .yaml, .yml or .json");
            return null;
        }

        problems.NoteRead(path);
        byte[] bytes;
        try
        {
            bytes = files.Read(path, MaxBytesPerCharacter * MaxLength);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problems.Add(start, "", $"the file cannot be read: {Reason(error)}; expected a YAML or JSON file");
            return null;
        }

        if (bytes.Length > MaxBytesPerCharacter * MaxLength)
        {
            problems.Add(start, "", TooLarge);
            return null;
        }

        return FindInvalid(shown, bytes, problems) ? null : Parse(shown, Text(bytes), problems, IsJson(path));
    }

    /// <summary>The root of a text; JSON if the file's name says so, else YAML.</summary>
    public static ConfigNode? Parse(string file, string text, ProblemList problems) => Parse(file, text, problems, IsJson(file));

    private static ConfigNode? Parse(string file, string text, ProblemList problems, bool isJson)
    {
        if (text.Length > MaxLength)
        {
            problems.Add(Place.StartOf(file), "", TooLarge);
            return null;
        }

        if (ForbiddenText.IndexIn(text) is >= 0 and var at)
        {
            var before = text.AsSpan(0, at);
            problems.Add(new Place(file, before.Count('\n') + 1, at - before.LastIndexOf('\n')), "", ForbiddenText.Describe(text[at]));
            return null;
        }

        return isJson ? JsonText.Read(file, text, problems) : YamlDocument.Read(file, text, problems);
    }

    /// <summary>A path that is written in a file, relative to it.</summary>
    public static string Beside(string file, string path) => Path.Combine(Path.GetDirectoryName(file) ?? "", path);

    /// <summary>Why a file cannot be read, in words that do not depend on the machine.</summary>
    public static string Reason(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is none",
        UnauthorizedAccessException => "access is denied, or it is a directory",
        _ => Shown.Plain(error.Message),
    };

    /// <summary>The text, without its byte order mark.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static bool FindInvalid(string path, ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return false;
        var (line, column) = (1, 1);
        for (var rest = bytes; ;)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
            {
                problems.Add(new Place(path, line, column), "", $"the byte 0x{rest[0]:X2} is no UTF-8; expected a text file");
                return true;
            }

            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            rest = rest[length..];
        }
    }
}
