using Edlake.Sql.Lineage;
using Edlake.Sql.Tests.Binding;

namespace Edlake.Sql.Tests.Lineage;

public sealed class LineageTests
{
    private readonly FakeSession _session = new();

    public LineageTests()
    {
        _session.Run("CREATE TABLE users (id INT, name STRING, country STRING) USING delta");
        _session.Run("CREATE TABLE orders (id INT, user_id INT, amount DECIMAL(10,2), placed_on DATE) USING delta");
        _session.Run("CREATE TABLE totals (user_id INT, name STRING, total DECIMAL(20,2), n BIGINT) USING delta");
    }

    [Fact]
    public void A_column_passed_on_is_direct_and_one_in_an_expression_is_not()
    {
        var lineage = Of("SELECT id, upper(name) AS loud, 1 AS one FROM users");
        Assert.Equal("users.id direct", Text(lineage, "id"));
        Assert.Equal("users.name", Text(lineage, "loud"));
        Assert.Equal("", Text(lineage, "one"));
    }

    [Fact]
    public void Joins_groups_and_ctes_are_seen_through()
    {
        var lineage = Of(
            """
            WITH paid AS (SELECT user_id, sum(amount) AS total FROM orders WHERE placed_on > DATE'2024-01-01' GROUP BY user_id)
            SELECT u.name, p.total * 2 AS doubled FROM users u JOIN paid p ON u.id = p.user_id
            """);
        Assert.Equal("users.name direct", Text(lineage, "name"));
        Assert.Equal("orders.amount", Text(lineage, "doubled"));
        Assert.Equal(["default.users", "default.orders"], lineage.Reads.Select(source => source.Name).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains(lineage.Influences, origin => origin is { Column: "placed_on", IsDirect: false });
        Assert.Contains(lineage.Influences, origin => origin.Column == "user_id");
    }

    [Fact]
    public void A_view_is_traced_to_its_tables()
    {
        _session.Run("CREATE VIEW british AS SELECT id AS user_key, name FROM users WHERE country = 'GB'");
        Assert.Equal("users.id direct", Text(Of("SELECT user_key FROM british"), "user_key"));
    }

    [Fact]
    public void An_insert_names_its_target_and_follows_columns_by_name()
    {
        var lineage = Of("INSERT INTO totals BY NAME SELECT count(*) AS n, u.name, u.id AS user_id, sum(o.amount) AS total FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.id, u.name");
        Assert.Equal("default.totals", lineage.Writes?.Name);
        Assert.Equal(["user_id", "name", "total", "n"], lineage.Columns.Select(column => column.Column));
        Assert.Equal("users.id direct", Text(lineage, "user_id"));
        Assert.Equal("orders.amount", Text(lineage, "total"));
        Assert.Equal("", Text(lineage, "n"));
    }

    [Fact]
    public void A_merge_joins_the_origins_of_all_its_clauses()
    {
        var lineage = Of(
            """
            MERGE INTO totals t USING (SELECT id, name FROM users) s ON t.user_id = s.id
            WHEN MATCHED THEN UPDATE SET name = s.name
            WHEN NOT MATCHED THEN INSERT (user_id, name) VALUES (s.id, upper(s.name))
            """);
        Assert.Equal("default.totals", lineage.Writes?.Name);
        Assert.Equal("users.name direct", Text(lineage, "name"));
        Assert.Equal("totals.user_id direct, users.id direct", Text(lineage, "user_id"));
    }

    [Fact]
    public void Raw_files_are_sources_by_path_and_metadata_by_field()
    {
        var lineage = Of("SELECT a, _metadata.file_path AS f FROM read_files('dbfs:/raw', format => 'csv', schema => 'a STRING')");
        Assert.Equal("dbfs:/raw.a direct", Text(lineage, "a"));
        Assert.Equal("dbfs:/raw._metadata.file_path direct", Text(lineage, "f"));
        Assert.True(lineage.Reads.Single().IsPath);
    }

    [Fact]
    public void Set_operations_and_subqueries_join_their_sides()
    {
        var lineage = Of("SELECT id FROM users UNION ALL SELECT user_id FROM orders");
        Assert.Equal("orders.user_id direct, users.id direct", Text(lineage, "id"));
        Assert.Equal("orders.amount", Text(Of("SELECT (SELECT max(amount) FROM orders) AS most FROM users"), "most"));
    }

    private StatementLineage Of(string sql) => LineageBuilder.Build(_session.Run(sql));

    private static string Text(StatementLineage lineage, string column) => string.Join(", ", lineage.Columns.Single(candidate => candidate.Column == column).Origins
        .Select(origin => $"{origin.Source.Name.Replace("default.", "", StringComparison.Ordinal)}.{origin.Column}{(origin.IsDirect ? " direct" : "")}").Order(StringComparer.Ordinal));
}
