using System.Globalization;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Truth;

/// <summary>Holds a lake's tables against the truth, layer by layer.</summary>
internal sealed class TruthComparison(Lake lake, TruthDocument truth)
{
    /// <summary>Each gold table: number of rows, totals, hash, and each row where the truth has them.</summary>
    public async Task GoldIsTrue()
    {
        foreach (var table in truth.Gold)
        {
            await TotalsAreTrue(table);
            await HashIsTrue(table);
            await RowsAreTrue(table);
        }
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
        foreach (var entity in truth.Raw)
        {
            Assert.Equal(entity.Rows, truth.Silver[entity.Table] + entity.Duplicates + entity.Quarantined);
            Assert.Equal([$"{entity.Entity}|{entity.Rows}"], await lake.Rows($"select '{entity.Entity}', count(*) from bronze.{entity.Entity}"));
            Assert.Equal(entity.Reasons, await lake.Rows($"select reason, count(*) from silver.{entity.Table}_quarantine group by reason order by reason"));
        }
    }

    private async Task TotalsAreTrue(GoldTruth table)
    {
        var totals = table.Totals.OrderBy(total => total.Key, StringComparer.Ordinal).ToList();
        var row = Assert.Single(await lake.Cells($"select count(*){string.Concat(totals.Select(total => $", coalesce(sum({Counted(table.Table, total.Key)}), 0)"))} from gold.{table.Table}"));
        var expected = totals.Select(total => total.Value.ToString(CultureInfo.InvariantCulture)).Prepend(table.RowCount.ToString(CultureInfo.InvariantCulture));
        Assert.Equal($"{table.Table} {GoldTruth.Line(expected)}", $"{table.Table} {GoldTruth.Line(row)}");
    }

    // The sign-ups of a month stand in each of its rows; the truth counts people once.
    private static string Counted(string table, string column) =>
        (table, column) == ("signup_conversion_by_month", "signup_count") ? "case when months_since_signup = 0 then signup_count end" : column;

    private async Task HashIsTrue(GoldTruth table)
    {
        if (table.RowCount == 0)
            return;
        var rows = await lake.Cells($"select {Texts(table.HashedColumns)} from gold.{table.Table}");
        Assert.Equal($"{table.Table} {table.Hash}", $"{table.Table} {rows.Sum(row => Crc32.Of(string.Join('|', row.Select(cell => cell ?? ""))))}");
    }

    private async Task RowsAreTrue(GoldTruth table)
    {
        if (table.Columns.Count == 0)
            return;
        var rows = await lake.Cells($"select {Texts(table.Columns)} from gold.{table.Table}");
        Assert.Equal(table.Rows, rows.Select(GoldTruth.Line).Order(StringComparer.Ordinal));
    }

    private static string Texts(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"cast({column} as string)"));
}
