namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>Rules that more than one key follows.</summary>
internal static class Rules
{
    private static readonly decimal Day = (decimal)TimeSpan.FromDays(1).TotalSeconds;

    public static readonly FlagRule Flag = new();
    public static readonly SecretRule Secret = new();
    public static readonly TextRule Text = new("a text that is not blank");
    public static readonly TextRule Name = new("a name of up to 64 letters, digits, '_', '-' and '.'", "[A-Za-z0-9_.-]{1,64}");
    public static readonly TextRule Symbol = new("a symbol like BTC-USD", @"[^\u0000-\u0020\u007f@]{1,64}");
    public static readonly TextRule SocketAddress = Address("a ws:// or wss:// address", @"wss?://[^\s@]+", "ws", "wss");
    public static readonly TextRule HttpAddress = Address("an http:// or https:// address", @"https?://[^\s@]+", "http", "https");
    public static readonly TextRule Host = new("a host name or an IP address", @"[A-Za-z0-9._:\[\]-]{1,253}");
    public static readonly ListRule Symbols = new(Symbol, "symbols like BTC-USD");
    public static readonly ListRule DataTypes = new(new ChoiceRule(DataTypeNames.All), string.Join(", ", DataTypeNames.All));
    public static readonly MapRule NativeSymbols = new(Symbol, Text, "symbols like BTC-USD to the venue's spelling");
    public static readonly MapRule Options = new(Name, Text, "options by name");
    public static readonly MapRule Credentials = new(Name, Secret, "credentials by name", isSecret: true);

    /// <summary>Seconds, from <paramref name="least"/> to <paramref name="most"/> or a day.</summary>
    public static NumberRule Seconds(int least = 1, TimeSpan? most = null) => new(least, most is { } limit ? (decimal)limit.TotalSeconds : Day, unit: "seconds");

    /// <summary>Milliseconds, from 1 to a day.</summary>
    public static NumberRule Milliseconds() => new(1, Day * 1000, isWhole: false, "milliseconds");

    private static TextRule Address(string expected, string pattern, params string[] schemes) =>
        new($"{expected} without user and password", pattern, text => IsAddress(text, schemes), HideLogin);

    private static string? HideLogin(string text) => text.Contains('@', StringComparison.Ordinal) ? "an address with '@'" : null;

    private static bool IsAddress(string text, string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) && url.Host.Length > 0 && url.UserInfo.Length == 0;
}
