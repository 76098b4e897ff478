using System.Text.Json;

namespace QuantTradeAI.Streaming.Alerts;

/// <summary>An alert as JSON. Fields may be added; <see cref="Version"/> grows when one changes its meaning or goes.</summary>
internal static class WebhookBody
{
    public const int Version = 1;

    public static byte[] Of(Alert alert)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("rule", alert.Rule);
            json.WriteString("subject", alert.Subject);
            json.WriteString("state", alert.State == AlertState.Firing ? "firing" : "resolved");
            json.WriteString("severity", alert.Severity == AlertSeverity.Error ? "error" : "warning");
            json.WriteString("message", alert.Message);
            Write(json, "value", alert.Value);
            Write(json, "limit", alert.Limit);
            json.WriteString("since", alert.Since);
            json.WriteString("updated_at", alert.UpdatedAt);
            json.WriteNumber("repeats", alert.Repeats);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    // JSON has no word for what is no number.
    private static void Write(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
