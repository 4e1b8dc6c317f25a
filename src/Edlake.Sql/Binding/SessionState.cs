using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>What a statement's meaning depends on beside the catalog. Immutable; a session replaces it as SET, USE and DECLARE ask.</summary>
public sealed record SessionState
{
    /// <summary>Values of <c>:name</c> markers; a marker is a literal of its value, text from outside is STRING.</summary>
    public IReadOnlyDictionary<string, BoundLiteral> NamedParameters { get; init; } = new Dictionary<string, BoundLiteral>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values of <c>?</c> markers, in order.</summary>
    public IReadOnlyList<BoundExpression> PositionalParameters { get; init; } = [];

    /// <summary>Session variables by lower-case name, with their current value as a constant expression.</summary>
    public IReadOnlyDictionary<string, SessionVariable> Variables { get; init; } = new Dictionary<string, SessionVariable>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Session time zone, an IANA id.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Spark settings set with SET, by key.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The instant that <c>current_timestamp()</c> and its kin mean in this statement, microseconds since the epoch.</summary>
    public long NowMicros { get; init; }

    /// <summary>The catalog that names are looked up in: <c>current_catalog()</c>.</summary>
    public string Catalog { get; init; } = TableName.DefaultCatalog;

    /// <summary>The schema that names are looked up in: <c>current_schema()</c>.</summary>
    public string Schema { get; init; } = "default";

    /// <summary>Who runs it: <c>current_user()</c>.</summary>
    public string User { get; init; } = "edlake";
}

/// <summary>A session variable: type, current value, and the default's SQL text for <c>SET VAR x = DEFAULT</c>.</summary>
public sealed record SessionVariable(string Name, SparkType Type, BoundExpression Value, string? DefaultSql);
