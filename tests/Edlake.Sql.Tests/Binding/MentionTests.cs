using Edlake.Sql.Binding;
using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Tests.Binding;

/// <summary>An engine that takes text must find in it every stretch that only the session understands, and nothing else.</summary>
public sealed class MentionTests
{
    private static readonly SessionState Session = new()
    {
        NowMicros = 1_700_000_000_000_000,
        NamedParameters = new Dictionary<string, BoundLiteral>(StringComparer.OrdinalIgnoreCase) { ["p"] = new("gold", new StringType()) },
        Variables = new Dictionary<string, SessionVariable>(StringComparer.OrdinalIgnoreCase) { ["v"] = new("v", new IntegerType(), new BoundLiteral(7, new IntegerType()), null), ["w"] = new("w", new DateType(), new BoundLiteral(7, new DateType()), null) },
    };

    private readonly FakeCatalog _catalog = new();

    public MentionTests()
    {
        _catalog.AddSchema("gold");
        _catalog.Put(Table("gold", "revenue"));
        _catalog.Put(Table("default", "t"));
        _catalog.Put(new ViewEntry(new TableName(TableName.DefaultCatalog, "gold", "named"), "SELECT amount FROM revenue WHERE day < current_date()", [("money", null)], TableName.DefaultCatalog, "gold"));
    }

    [Theory]
    [InlineData("SELECT amount FROM gold.revenue", "table gold.revenue as revenue")]
    [InlineData("SELECT r.amount FROM gold.revenue AS r", "table gold.revenue")]
    [InlineData("SELECT r.amount FROM gold.revenue VERSION AS OF 3 TABLESAMPLE (10 ROWS) r", "table gold.revenue VERSION AS OF 3")]
    [InlineData("SELECT amount FROM gold.revenue TABLESAMPLE (10 ROWS) WHERE day > '2026-01-01'", "table gold.revenue as revenue")]
    [InlineData("TABLE gold.revenue", "table TABLE gold.revenue, a query")]
    [InlineData("SELECT amount FROM IDENTIFIER(:p || '.revenue')", "table IDENTIFIER(:p || '.revenue') as revenue")]
    [InlineData("WITH t AS (SELECT 1 AS amount) SELECT * FROM t", "")]
    [InlineData("WITH revenue AS (SELECT * FROM gold.revenue) SELECT amount FROM revenue", "table gold.revenue as revenue")]
    [InlineData("SELECT money FROM gold.named", "view gold.named as named (table revenue as revenue; constant current_date())")]
    [InlineData("SELECT gold.revenue.amount, spark_catalog.gold.revenue.* FROM gold.revenue", "qualifier gold.revenue; qualifier spark_catalog.gold.revenue; table gold.revenue as revenue")]
    [InlineData("SELECT revenue.amount FROM gold.revenue", "table gold.revenue as revenue")]
    [InlineData("SELECT :p, v, session.v, now(), current_user FROM gold.revenue", "constant :p; constant v; constant session.v; constant now(); constant current_user; table gold.revenue as revenue")]
    [InlineData("SELECT IDENTIFIER('amount'), IDENTIFIER('abs')(amount) FROM gold.revenue", "name IDENTIFIER('amount'); name IDENTIFIER('abs'); table gold.revenue as revenue")]
    [InlineData("SELECT dateadd(w, 3)", "constant w")]
    [InlineData("SELECT * FROM read_files(:p, format => 'csv', schema => 'a STRING') f", "star * without f._metadata; files read_files(:p, format => 'csv', schema => 'a STRING')")]
    [InlineData("SELECT count(*) FROM gold.revenue GROUP BY year(current_date()) HAVING count(*) > v ORDER BY v LIMIT v", "table gold.revenue as revenue; constant current_date(); constant v; constant v; constant v")]
    [InlineData("INSERT INTO t VALUES (DEFAULT, DATE '2026-01-01'), (v, current_date())", "constant v; constant current_date()")]
    [InlineData("MERGE INTO t USING gold.revenue ON default.t.day = revenue.day WHEN MATCHED THEN UPDATE SET amount = v", "table gold.revenue as revenue; qualifier default.t; constant v")]
    public void Each_is_found_once_with_its_stretch(string text, string expected)
    {
        var source = new SourceText(text);
        var bound = Binder.Bind(source, Session, _catalog);
        Assert.Equal(expected, string.Join("; ", bound.Mentions.Select(mention => Shown(mention, source))));
    }

    [Fact]
    public void What_executes_a_text_mentions_that_text()
    {
        var bound = Binder.Bind(new SourceText("EXECUTE IMMEDIATE 'SELECT ? FROM gold.revenue' USING v"), Session, _catalog);
        Assert.Equal("SELECT ? FROM gold.revenue", bound.Text.Text);
        Assert.Equal(["constant ?", "table gold.revenue as revenue"], bound.Mentions.Select(mention => Shown(mention, bound.Text)));
    }

    private static string Shown(Mention mention, SourceText source)
    {
        var text = source.TextOf(mention.Span);
        return mention switch
        {
            TableMention table => $"table {text}{Alias(table, source)}",
            ViewMention view => $"view {text}{Alias(view, source)} ({string.Join("; ", view.Mentions.Select(inner => Shown(inner, new SourceText(view.View.Text))))})",
            FilesMention files => $"files {text}{Alias(files, source)}",
            ConstantMention => $"constant {text}",
            NameMention => $"name {text}",
            QualifierMention => $"qualifier {text}",
            StarMention star => $"star {text} without {string.Join(", ", star.Hidden.Select(column => string.Join('.', column.Qualifier.Append(column.Column.Name))))}",
            _ => throw new ArgumentException(mention.ToString(), nameof(mention)),
        };
    }

    private static string Alias(RelationMention relation, SourceText source)
    {
        Assert.True(relation.Alias is null || relation.AliasAt == source.Text.Length || source.Text[relation.AliasAt] is ' ' or ')');
        return relation.IsQuery ? ", a query" : relation.Alias is { } alias ? $" as {alias}" : "";
    }

    private static TableEntry Table(string schema, string name) => new(
        new TableName(TableName.DefaultCatalog, schema, name),
        new StructType([new StructField("amount", new IntegerType()) { Default = "year(current_date())" }, new StructField("day", new DateType())]), [], new object());
}
