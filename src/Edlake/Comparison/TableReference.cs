using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Diagnostics;
using Edlake.Publishing;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Comparison;

/// <summary>
/// A table as a command line names it: <c>gold.x</c>, <c>gold.x@v3</c>, <c>gold.x@2026-11-01</c>, <c>gold.x@2026-11-01T09:30:00Z</c>, or
/// <c>delta.`/path`</c> with the same endings. A time without a zone is UTC; it means the version that was the newest then.
/// </summary>
public sealed partial record TableReference
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private TableReference(string text, IReadOnlyList<string> name, long? version, DateTimeOffset? time) => (Text, Name, Version, Time) = (text, name, version, time);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The name's parts.</summary>
    public IReadOnlyList<string> Name { get; }

    /// <summary>The version asked for, or null.</summary>
    public long? Version { get; }

    /// <summary>The time asked for, or null.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>Reads one. Errors: INVALID_PARAMETER for a version or time that is none, Spark's PARSE_SYNTAX_ERROR for a name that is none.</summary>
    public static TableReference Parse(string text)
    {
        var ending = Ending().Match(text);
        var name = SqlParser.ParseName(ending.Success ? text[..ending.Index] : text);
        if (!ending.Success)
            return new TableReference(text, name, null, null);
        var at = ending.Groups[1].Value;
        if (at is ['v' or 'V', .. var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return new TableReference(text, name, version, null);
        if (DateTimeOffset.TryParseExact(at, "yyyyMMddHHmmssfff", CultureInfo.InvariantCulture, Utc, out var time) || (at.Contains('-') && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, Utc, out time)))
            return new TableReference(text, name, null, time);
        throw new EdlakeException("INVALID_PARAMETER", $"'{at}' in '{text}' is neither a version nor a time.", "Write a version as @v3 and a time as @2026-11-01 or @2026-11-01T09:30:00Z.");
    }

    /// <summary>
    /// Looks it up. Errors: TABLE_OR_VIEW_NOT_FOUND, EXPECT_TABLE_NOT_VIEW, DELTA_TABLE_NOT_FOUND for a path, and those of
    /// <see cref="DeltaTable.AtVersion"/> and <see cref="DeltaTable.AtTimestamp"/>.
    /// </summary>
    public ComparedTable Find(Warehouse warehouse)
    {
        var latest = Latest(warehouse);
        var snapshot = (Version, Time) switch
        {
            ({ } version, _) => DeltaTable.Open(latest.TablePath).AtVersion(version),
            (_, { } time) => DeltaTable.Open(latest.TablePath).AtTimestamp(time),
            _ => latest,
        };
        return new ComparedTable(Text, snapshot);
    }

    private Snapshot Latest(Warehouse warehouse)
    {
        if (Name is [var place, var path] && place.Equals("delta", StringComparison.OrdinalIgnoreCase))
            return DeltaTable.Open(warehouse.Workspace.Resolve(path)).Latest();
        var transaction = warehouse.Begin();
        var full = new SessionNames().Full(Name);
        if (transaction.State.Views.ContainsKey(full))
        {
            throw new SqlException(
                "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE", "42809", $"A comparison expects a table but {full.Quoted} is a view.", null,
                "Compare the tables it reads, or store its rows first: CREATE TABLE … AS SELECT * FROM the view.");
        }

        return transaction.Find(full) ?? throw new SqlException(
            "TABLE_OR_VIEW_NOT_FOUND", "42P01", $"The table or view {full.Quoted} cannot be found in the workspace {warehouse.Workspace.Root}.", null, "`edlake history` lists the tables there are.");
    }

    // The last @ outside backticks.
    [GeneratedRegex("@([^@`]*)$")]
    private static partial Regex Ending();
}
