using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>A full table, view or function name. Names compare without regard to case.</summary>
public sealed record TableName(string Catalog, string Schema, string Name)
{
    /// <summary>The catalog that two-part names mean.</summary>
    public const string DefaultCatalog = "spark_catalog";

    /// <inheritdoc />
    public bool Equals(TableName? other) =>
        other is not null
        && string.Equals(Catalog, other.Catalog, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Schema, other.Schema, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(
        StringComparer.OrdinalIgnoreCase.GetHashCode(Catalog),
        StringComparer.OrdinalIgnoreCase.GetHashCode(Schema),
        StringComparer.OrdinalIgnoreCase.GetHashCode(Name));

    /// <summary>As error messages show it: <c>`spark_catalog`.`gold`.`revenue_daily`</c>.</summary>
    public string Quoted => $"`{Catalog}`.`{Schema}`.`{Name}`";

    /// <summary>Plain, with the default catalog left out: <c>gold.revenue_daily</c>.</summary>
    public override string ToString()
    {
        var name = $"{StructField.QuoteWhenNeeded(Schema)}.{StructField.QuoteWhenNeeded(Name)}";
        return string.Equals(Catalog, DefaultCatalog, StringComparison.OrdinalIgnoreCase) ? name : $"{StructField.QuoteWhenNeeded(Catalog)}.{name}";
    }
}
