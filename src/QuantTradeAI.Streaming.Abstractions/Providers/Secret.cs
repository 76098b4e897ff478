using System.Diagnostics;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>
/// A value that must never be shown. However it is printed, formatted, logged, serialised or looked at in a debugger, it is <c>***</c>;
/// only <see cref="Reveal"/> gives it out.
/// </summary>
[DebuggerDisplay(Mask)]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>What is shown instead.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Hides a value.</summary>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The value itself: for the message to the venue that needs it, and nothing else.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    /// <summary><see cref="Mask"/>.</summary>
    public override string ToString() => Mask;
}
