using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Configuration.Interpolation;

/// <summary>Looks placeholders up.</summary>
/// <param name="file">The document; files are named relative to its folder.</param>
/// <param name="variables">The environment; null for what is not set.</param>
/// <param name="onRead">Hears of each file that is read.</param>
internal sealed class PlaceholderValues(string file, Func<string, string?> variables, Action<string> onRead)
{
    /// <summary>Largest file that is put in a value's place, in bytes.</summary>
    public const int MaxFileBytes = 64 * 1024;

    /// <summary>The value, or what is wrong.</summary>
    public (string? Value, string? Problem) Find(Placeholder placeholder) =>
        placeholder.Kind == PlaceholderKind.File ? ReadFile(placeholder) : FindVariable(placeholder);

    private (string? Value, string? Problem) FindVariable(Placeholder placeholder)
    {
        var value = variables(placeholder.Name);
        var problem = placeholder.Kind switch
        {
            PlaceholderKind.Required when value is null => $"the variable {placeholder.Name} is not set; expected a value, or ${{{placeholder.Name}:-default}}",
            PlaceholderKind.WithMessage when string.IsNullOrEmpty(value) =>
                $"the variable {placeholder.Name} is {(value is null ? "not set" : "empty")}: {Shown.Plain(placeholder.Rest)}",
            _ when value is not null && ForbiddenText.FindIn(value) is not null => $"the value of {placeholder.Shown} holds a control character; expected text",
            _ => null,
        };
        if (problem is not null)
            return (null, problem);
        return (placeholder.Kind == PlaceholderKind.WithDefault && string.IsNullOrEmpty(value) ? placeholder.Rest : value, null);
    }

    private (string? Value, string? Problem) ReadFile(Placeholder placeholder)
    {
        byte[] bytes;
        var path = ConfigFile.Beside(file, placeholder.Name);
        onRead(path);
        try
        {
            bytes = BoundedFile.Read(path, MaxFileBytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"the file of {placeholder.Shown} cannot be read: {ConfigFile.Reason(error)}");
        }

        if (bytes.Length > MaxFileBytes)
            return (null, $"the file of {placeholder.Shown} is larger than {MaxFileBytes:N0} bytes; expected a file with one value");
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return (null, $"the file of {placeholder.Shown} is no UTF-8; expected a text file");
        var text = ConfigFile.Text(bytes).TrimEnd('\r', '\n');
        return ForbiddenText.FindIn(text) is null ? (text, null) : (null, $"the file of {placeholder.Shown} holds a control character; expected text");
    }
}
