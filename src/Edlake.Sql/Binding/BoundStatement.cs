using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>A statement ready for an engine. <see cref="Syntax"/> keeps the text, for the engine that takes text.</summary>
public abstract record BoundStatement
{
    /// <summary>The statement as parsed.</summary>
    public required Statement Syntax { get; init; }

    /// <summary>The source it stands in, for positions in errors.</summary>
    public required SourceText Text { get; init; }

    /// <summary>What the text calls by names and markers that only the session knows, each stretch once, in the order of the text.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];
}

/// <summary>A query.</summary>
public sealed record BoundQuery(BoundRelation Relation) : BoundStatement;

/// <summary>How an INSERT treats what is there.</summary>
public enum InsertMode
{
    /// <summary>INSERT INTO.</summary>
    Append,

    /// <summary>INSERT OVERWRITE of the whole table (or, with a PARTITION clause or dynamic mode, of the partitions named in the statement).</summary>
    Overwrite,

    /// <summary>INSERT INTO … REPLACE WHERE.</summary>
    ReplaceWhere,
}

/// <summary>
/// INSERT. The source's output matches the target's columns by place, type and number: casts (store assignment), defaults,
/// generated columns and the NULLs of unnamed columns are already in it.
/// </summary>
/// <param name="Target">The table.</param>
/// <param name="Source">One column a column of the target.</param>
/// <param name="Mode">Append, overwrite or replace.</param>
/// <param name="ReplaceWhere">For <see cref="InsertMode.ReplaceWhere"/>, and for an overwrite of given partitions: which rows go. Refers to <paramref name="TargetColumns"/>.</param>
/// <param name="TargetColumns">The target's columns, for <paramref name="ReplaceWhere"/>.</param>
/// <param name="Checks">CHECK constraints and NOT NULL, bound over the source's output columns.</param>
public sealed record BoundInsert(
    TableEntry Target,
    BoundRelation Source,
    InsertMode Mode,
    BoundExpression? ReplaceWhere,
    IReadOnlyList<BoundColumn> TargetColumns,
    IReadOnlyList<BoundCheck> Checks) : BoundStatement
{
    /// <summary>New columns to add to the target first (schema evolution), in order; empty as a rule.</summary>
    public IReadOnlyList<Types.StructField> AddedColumns { get; init; } = [];
}

/// <summary>A promise about rows to be written: the condition must not be false (CHECK: not false and not NULL; NOT NULL: true).</summary>
/// <param name="Name">The constraint's name, or the column path for NOT NULL.</param>
/// <param name="Sql">Its text.</param>
/// <param name="IsNotNull">NOT NULL rather than CHECK.</param>
/// <param name="Condition">Bound over the rows to be written.</param>
public sealed record BoundCheck(string Name, string Sql, bool IsNotNull, BoundExpression Condition)
{
    /// <summary>The class of the error when a row breaks it.</summary>
    public string ErrorClass { get; init; } = IsNotNull ? "DELTA_NOT_NULL_CONSTRAINT_VIOLATED" : "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES";
}

/// <summary>UPDATE. <paramref name="NewValues"/> has one expression a target column, in order (the column itself where it is not set).</summary>
public sealed record BoundUpdate(
    TableEntry Target,
    BoundTableScan Scan,
    BoundExpression? Condition,
    IReadOnlyList<BoundExpression> NewValues,
    IReadOnlyList<BoundColumn> ResultColumns,
    IReadOnlyList<BoundCheck> Checks) : BoundStatement;

/// <summary>DELETE.</summary>
public sealed record BoundDelete(TableEntry Target, BoundTableScan Scan, BoundExpression? Condition) : BoundStatement;

/// <summary>What a MERGE clause does.</summary>
public enum MergeActionKind
{
    /// <summary>Write new values.</summary>
    Update,

    /// <summary>Remove the row.</summary>
    Delete,

    /// <summary>Add a row.</summary>
    Insert,
}

/// <summary>One WHEN clause; <paramref name="Values"/> has one expression a target column, in order (empty for DELETE).</summary>
public sealed record BoundMergeClause(MergeActionKind Action, BoundExpression? Condition, IReadOnlyList<BoundExpression> Values)
{
    /// <summary>Where the clause stands in the source.</summary>
    public SourceSpan Span { get; init; }
}

/// <summary>MERGE. Clauses are tried in order within their group; the first whose condition holds acts.</summary>
public sealed record BoundMerge(
    TableEntry Target,
    BoundTableScan TargetScan,
    BoundRelation Source,
    BoundExpression Condition,
    IReadOnlyList<BoundMergeClause> Matched,
    IReadOnlyList<BoundMergeClause> NotMatched,
    IReadOnlyList<BoundMergeClause> NotMatchedBySource,
    IReadOnlyList<BoundColumn> ResultColumns,
    IReadOnlyList<BoundCheck> Checks) : BoundStatement
{
    /// <summary>New columns to add to the target first (schema evolution), in order; empty as a rule.</summary>
    public IReadOnlyList<Types.StructField> AddedColumns { get; init; } = [];
}

/// <summary>CREATE [OR REPLACE] TABLE … AS SELECT; the plain CREATE TABLE is a <see cref="BoundCommand"/>.</summary>
/// <param name="Name">Full name of the table to make.</param>
/// <param name="Existing">What stands there now, or null.</param>
/// <param name="Schema">The new table's columns.</param>
/// <param name="Source">The rows; output matches <paramref name="Schema"/> by place.</param>
/// <param name="Checks">NOT NULL, and CHECK constraints that survive.</param>
public sealed record BoundCreateTableAs(
    TableName Name, TableEntry? Existing, Types.StructType Schema, BoundRelation Source, IReadOnlyList<BoundCheck> Checks) : BoundStatement;

/// <summary>
/// COPY INTO. <paramref name="Source"/> reads <paramref name="Files"/> (every file of the path; the engine leaves out those loaded
/// before) and matches the target's columns by place.
/// </summary>
public sealed record BoundCopyInto(
    TableEntry Target, BoundFileScan Files, BoundRelation Source, bool Force, IReadOnlyList<BoundCheck> Checks) : BoundStatement
{
    /// <summary>New columns to add to the target first (mergeSchema), in order.</summary>
    public IReadOnlyList<Types.StructField> AddedColumns { get; init; } = [];
}

/// <summary>
/// Any statement that needs no plan: DDL, SHOW, DESCRIBE, USE, SET, RESTORE, VACUUM, OPTIMIZE, views. Names in it are resolved
/// (<c>IDENTIFIER(…)</c> and parameters replaced); who runs it looks at <see cref="BoundStatement.Syntax"/>.
/// </summary>
public sealed record BoundCommand(IReadOnlyList<CatalogEntry> Reads) : BoundStatement
{
    /// <summary>The expressions of the command, bound, in the order they stand in the text (the value of SET VAR, a WHERE of OPTIMIZE, a default).</summary>
    public IReadOnlyList<BoundExpression> Expressions { get; init; } = [];

    /// <summary>The query of the command, bound, where it has one (CREATE VIEW, SET VAR (a, b) = (SELECT …), EXPLAIN).</summary>
    public BoundRelation? Query { get; init; }

    /// <summary>The statement that EXECUTE IMMEDIATE … INTO runs, in its own text.</summary>
    public BoundQuery? Executed { get; init; }
}
