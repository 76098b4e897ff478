namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>What frames and events are rejected for. All there is: these are labels of metrics.</summary>
internal static class Problems
{
    public const string BadJson = "bad_json";
    public const string BadRoot = "bad_root";
    public const string BadElement = "bad_element";
    public const string TooManyElements = "too_many_elements";
    public const string MissingField = "missing_field";
    public const string BadType = "bad_type";
    public const string BadSymbol = "bad_symbol";
    public const string BadId = "bad_id";
    public const string BadPrice = "bad_price";
    public const string BadSize = "bad_size";
    public const string BadSide = "bad_side";
    public const string BadTime = "bad_time";
}
