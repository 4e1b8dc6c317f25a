using System.Globalization;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Truth;

/// <summary>Holds a lake's tables against the truth, layer by layer.</summary>
internal sealed class TruthComparison(Lake lake, TruthDocument truth)
{
    /// <summary>Each gold table: number of rows, totals, hash, and each row where the truth has them.</summary>
    public async Task GoldIsTrue()
    {
        var totals = await lake.Answers([.. truth.Gold.Select(TotalsQuery)]);
        var hashed = await lake.Answers([.. truth.Gold.Select(table => TextQuery(table.Table, table.HashedColumns))]);
        var kept = truth.Gold.Where(table => table.Columns.Count > 0).ToList();
        var rows = await lake.Answers([.. kept.Select(table => TextQuery(table.Table, table.Columns))]);
        Assert.All(truth.Gold.Zip(totals), pair => Assert.Equal(ExpectedTotals(pair.First), GoldTruth.Line(Assert.Single(pair.Second))));
        Assert.All(truth.Gold.Zip(hashed), pair => Assert.Equal($"{pair.First.Table} {pair.First.Hash}", $"{pair.First.Table} {Hash(pair.Second)}"));
        Assert.All(kept.Zip(rows), pair => Assert.Equal(pair.First.Rows, pair.Second.Select(GoldTruth.Line).Order(StringComparer.Ordinal)));
    }

    /// <summary>Each dimension and fact has as many rows as there are clean ones.</summary>
    public async Task SilverIsTrue()
    {
        var query = string.Join(" union all ", truth.Silver.Keys.Select(table => $"select '{table}' as name, count(*) as n from silver.{table}"));
        var counts = await lake.Rows(query);
        Assert.Equal(truth.Silver.Select(table => $"{table.Key}|{table.Value}").Order(StringComparer.Ordinal), counts.Order(StringComparer.Ordinal));
    }

    /// <summary>No raw row is lost: each is in bronze, and in silver, a duplicate, or in quarantine for the reason it was planted for.</summary>
    public async Task EveryRawRowIsAccountedFor()
    {
        var bronze = await lake.Answers([.. truth.Raw.Select(entity => $"select '{entity.Entity}', count(*) from bronze.{entity.Entity}")]);
        var quarantine = await lake.Answers([.. truth.Raw.Select(entity => $"select reason, count(*) from silver.{entity.Table}_quarantine group by reason order by reason")]);
        Assert.All(truth.Raw, entity => Assert.Equal(entity.Rows, truth.Silver[entity.Table] + entity.Duplicates + entity.Quarantined));
        Assert.Equal(truth.Raw.Select(entity => $"{entity.Entity}|{entity.Rows}"), bronze.Select(rows => string.Join('|', Assert.Single(rows))));
        Assert.All(truth.Raw.Zip(quarantine), pair => Assert.Equal(pair.First.Reasons, pair.Second.Select(row => string.Join('|', row))));
    }

    private static string TotalsQuery(GoldTruth table) =>
        $"select '{table.Table}', count(*){string.Concat(table.Totals.Keys.Order(StringComparer.Ordinal).Select(column => $", coalesce(sum({Counted(table.Table, column)}), 0)"))} from gold.{table.Table}";

    private static string ExpectedTotals(GoldTruth table) => GoldTruth.Line(
        [table.Table, table.RowCount.ToString(CultureInfo.InvariantCulture), .. table.Totals.OrderBy(total => total.Key, StringComparer.Ordinal).Select(total => total.Value.ToString(CultureInfo.InvariantCulture))]);

    // The sign-ups of a month stand in each of its rows; the truth counts people once.
    private static string Counted(string table, string column) =>
        (table, column) == ("signup_conversion_by_month", "signup_count") ? "case when months_since_signup = 0 then signup_count end" : column;

    private static string TextQuery(string table, IReadOnlyList<string> columns) =>
        columns.Count == 0 ? $"select 1 from gold.{table}" : $"select {string.Join(", ", columns.Select(column => $"cast({column} as string)"))} from gold.{table}";

    private static long Hash(IReadOnlyList<IReadOnlyList<string?>> rows) => rows.Sum(row => Crc32.Of(string.Join('|', row.Select(cell => cell ?? ""))));
}
