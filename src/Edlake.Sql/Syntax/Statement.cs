using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>A statement as written.</summary>
public abstract record Statement : SyntaxNode;

/// <summary>A query.</summary>
public sealed record QueryStatement(Query Query) : Statement;

/// <summary>EXPLAIN [mode] statement.</summary>
public sealed record ExplainStatement(Statement Statement, string Mode) : Statement;

/// <summary>INSERT.</summary>
public sealed record InsertStatement(QualifiedName Target, Query Source) : Statement
{
    /// <summary>OVERWRITE.</summary>
    public bool IsOverwrite { get; init; }

    /// <summary>BY NAME.</summary>
    public bool IsByName { get; init; }

    /// <summary>The column list; empty when not given.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>PARTITION (a = 1, b); a null value is dynamic.</summary>
    public IReadOnlyList<(Identifier Column, Expression? Value)> Partition { get; init; } = [];

    /// <summary>REPLACE WHERE.</summary>
    public Expression? ReplaceWhere { get; init; }

    /// <summary>WITH SCHEMA EVOLUTION.</summary>
    public bool WithSchemaEvolution { get; init; }

    /// <summary>Where those words stand; empty where they do not.</summary>
    public SourceSpan EvolutionSpan { get; init; }
}

/// <summary>One <c>column = value</c>.</summary>
public sealed record Assignment(QualifiedName Column, Expression Value) : SyntaxNode;

/// <summary>UPDATE.</summary>
public sealed record UpdateStatement(QualifiedName Target, Identifier? Alias, IReadOnlyList<Assignment> Assignments, Expression? Where) : Statement
{
    /// <summary>CTEs before it.</summary>
    public IReadOnlyList<CommonTable> With { get; init; } = [];
}

/// <summary>DELETE.</summary>
public sealed record DeleteStatement(QualifiedName Target, Identifier? Alias, Expression? Where) : Statement
{
    /// <summary>CTEs before it.</summary>
    public IReadOnlyList<CommonTable> With { get; init; } = [];
}

/// <summary>TRUNCATE TABLE.</summary>
public sealed record TruncateStatement(QualifiedName Target) : Statement;

/// <summary>MERGE.</summary>
public sealed record MergeStatement(
    QualifiedName Target, Identifier? Alias, TableReference Source, Expression Condition, IReadOnlyList<MergeClause> Clauses) : Statement
{
    /// <summary>CTEs before it.</summary>
    public IReadOnlyList<CommonTable> With { get; init; } = [];

    /// <summary>WITH SCHEMA EVOLUTION.</summary>
    public bool WithSchemaEvolution { get; init; }
}

/// <summary>Which rows a MERGE clause is for.</summary>
public enum MergeMatch
{
    /// <summary>WHEN MATCHED.</summary>
    Matched,

    /// <summary>WHEN NOT MATCHED [BY TARGET].</summary>
    NotMatched,

    /// <summary>WHEN NOT MATCHED BY SOURCE.</summary>
    NotMatchedBySource,
}

/// <summary>A WHEN clause. For <c>UPDATE SET *</c> and <c>INSERT *</c> <paramref name="IsStar"/> is set; INSERT (a) VALUES (x) is a list of assignments.</summary>
public sealed record MergeClause(
    MergeMatch Match, Expression? Condition, Binding.MergeActionKind Action, bool IsStar, IReadOnlyList<Assignment> Assignments) : SyntaxNode;

/// <summary>Options of a table: <c>key = value</c>, keys as written.</summary>
public sealed record TableOptions(IReadOnlyDictionary<string, string> Values) : SyntaxNode
{
    /// <summary>No options.</summary>
    public static TableOptions None { get; } = new(new Dictionary<string, string>());
}

/// <summary>A constraint in a table's column list or in ALTER TABLE.</summary>
public sealed record TableConstraint(Identifier? Name, string Kind, IReadOnlyList<Identifier> Columns) : SyntaxNode
{
    /// <summary>The condition of a CHECK.</summary>
    public Expression? Check { get; init; }

    /// <summary>The condition's text.</summary>
    public string? CheckText { get; init; }

    /// <summary>The table a foreign key refers to.</summary>
    public QualifiedName? References { get; init; }

    /// <summary>The columns of that table; empty when not given.</summary>
    public IReadOnlyList<Identifier> ReferencedColumns { get; init; } = [];
}

/// <summary>CREATE TABLE in all its forms but LIKE and CLONE.</summary>
public sealed record CreateTableStatement(QualifiedName Name) : Statement
{
    /// <summary>OR REPLACE, or REPLACE TABLE.</summary>
    public bool IsReplace { get; init; }

    /// <summary>CREATE OR, beside REPLACE; false for REPLACE TABLE, which wants the table there.</summary>
    public bool IsCreate { get; init; } = true;

    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Columns.</summary>
    public IReadOnlyList<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>Table constraints.</summary>
    public IReadOnlyList<TableConstraint> Constraints { get; init; } = [];

    /// <summary>USING, in lower case.</summary>
    public string? Provider { get; init; }

    /// <summary>PARTITIONED BY: names, with types where the columns are declared there.</summary>
    public IReadOnlyList<ColumnDefinition> PartitionedBy { get; init; } = [];

    /// <summary>CLUSTER BY.</summary>
    public IReadOnlyList<QualifiedName> ClusterBy { get; init; } = [];

    /// <summary>LOCATION.</summary>
    public string? Location { get; init; }

    /// <summary>COMMENT.</summary>
    public string? Comment { get; init; }

    /// <summary>TBLPROPERTIES.</summary>
    public TableOptions Properties { get; init; } = TableOptions.None;

    /// <summary>OPTIONS.</summary>
    public TableOptions Options { get; init; } = TableOptions.None;

    /// <summary>AS query.</summary>
    public Query? As { get; init; }
}

/// <summary>CREATE TABLE … LIKE, and SHALLOW or DEEP CLONE.</summary>
public sealed record CopyTableStatement(QualifiedName Name, QualifiedName Source, string Kind, bool IfNotExists, bool IsReplace) : Statement
{
    /// <summary>VERSION AS OF of the source.</summary>
    public NamedTable? At { get; init; }

    /// <summary>USING, in lower case.</summary>
    public string? Provider { get; init; }

    /// <summary>LOCATION.</summary>
    public string? Location { get; init; }

    /// <summary>TBLPROPERTIES.</summary>
    public TableOptions Properties { get; init; } = TableOptions.None;
}

/// <summary>CREATE VIEW.</summary>
public sealed record CreateViewStatement(QualifiedName Name, Query Query, string QueryText) : Statement
{
    /// <summary>OR REPLACE.</summary>
    public bool IsReplace { get; init; }

    /// <summary>TEMPORARY.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>GLOBAL TEMPORARY.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>IF NOT EXISTS.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>ALTER VIEW … AS.</summary>
    public bool IsAlter { get; init; }

    /// <summary>Column names and comments.</summary>
    public IReadOnlyList<ColumnDefinition> Columns { get; init; } = [];

    /// <summary>COMMENT.</summary>
    public string? Comment { get; init; }

    /// <summary>TBLPROPERTIES.</summary>
    public TableOptions Properties { get; init; } = TableOptions.None;
}

/// <summary>CREATE TEMPORARY VIEW v [(columns)] USING format OPTIONS (…).</summary>
public sealed record CreateFileViewStatement(QualifiedName Name, IReadOnlyList<ColumnDefinition> Columns, string Format, TableOptions Options, bool IsReplace) : Statement;

/// <summary>DROP TABLE, VIEW, SCHEMA, FUNCTION or TEMPORARY VARIABLE; the kind in lower case.</summary>
public sealed record DropStatement(string Kind, QualifiedName Name, bool IfExists) : Statement
{
    /// <summary>CASCADE.</summary>
    public bool IsCascade { get; init; }

    /// <summary>PURGE.</summary>
    public bool IsPurge { get; init; }
}

/// <summary>CREATE SCHEMA.</summary>
public sealed record CreateSchemaStatement(QualifiedName Name, bool IfNotExists, string? Comment, string? Location, TableOptions Properties) : Statement;

/// <summary>ALTER TABLE or VIEW: one action.</summary>
public sealed record AlterTableStatement(QualifiedName Name, AlterAction Action) : Statement
{
    /// <summary>ALTER VIEW.</summary>
    public bool IsView { get; init; }
}

/// <summary>What ALTER TABLE does.</summary>
public abstract record AlterAction : SyntaxNode;

/// <summary>ADD COLUMN(S); the place is <c>FIRST</c> or the column after which it comes.</summary>
public sealed record AddColumnsAction(IReadOnlyList<(QualifiedName Name, ColumnDefinition Column, ColumnPlace? Place)> Columns) : AlterAction;

/// <summary>FIRST (no name) or AFTER name.</summary>
public sealed record ColumnPlace(Identifier? After) : SyntaxNode;

/// <summary>DROP COLUMN(S).</summary>
public sealed record DropColumnsAction(IReadOnlyList<QualifiedName> Columns, bool IfExists) : AlterAction;

/// <summary>RENAME COLUMN.</summary>
public sealed record RenameColumnAction(QualifiedName Column, Identifier NewName) : AlterAction;

/// <summary>ALTER or CHANGE COLUMN: whatever is set is changed.</summary>
public sealed record AlterColumnAction(QualifiedName Column) : AlterAction
{
    /// <summary>TYPE.</summary>
    public DataTypeSyntax? Type { get; init; }

    /// <summary>COMMENT.</summary>
    public string? Comment { get; init; }

    /// <summary>True for SET NOT NULL, false for DROP NOT NULL.</summary>
    public bool? NotNull { get; init; }

    /// <summary>FIRST or AFTER.</summary>
    public ColumnPlace? Place { get; init; }

    /// <summary>SET DEFAULT, as text.</summary>
    public string? DefaultText { get; init; }

    /// <summary>SET DEFAULT.</summary>
    public Expression? Default { get; init; }

    /// <summary>DROP DEFAULT.</summary>
    public bool DropsDefault { get; init; }
}

/// <summary>SET TBLPROPERTIES.</summary>
public sealed record SetPropertiesAction(TableOptions Properties) : AlterAction;

/// <summary>UNSET TBLPROPERTIES.</summary>
public sealed record UnsetPropertiesAction(IReadOnlyList<string> Keys, bool IfExists) : AlterAction;

/// <summary>ADD CONSTRAINT.</summary>
public sealed record AddConstraintAction(TableConstraint Constraint) : AlterAction;

/// <summary>DROP CONSTRAINT.</summary>
public sealed record DropConstraintAction(Identifier Name, bool IfExists) : AlterAction;

/// <summary>RENAME TO.</summary>
public sealed record RenameTableAction(QualifiedName NewName) : AlterAction;

/// <summary>CLUSTER BY; no columns for NONE.</summary>
public sealed record ClusterByAction(IReadOnlyList<QualifiedName> Columns) : AlterAction;

/// <summary>Another action, by name, parsed no further: what runs it may refuse it.</summary>
public sealed record OtherAlterAction(string Name) : AlterAction;

/// <summary>COMMENT ON TABLE | SCHEMA | COLUMN; the kind in lower case, a null text removes it.</summary>
public sealed record CommentStatement(string Kind, QualifiedName Name, string? Text) : Statement;

/// <summary>DESCRIBE; the kind is <c>table</c>, <c>detail</c>, <c>history</c>, <c>schema</c>, <c>function</c> or <c>query</c>.</summary>
public sealed record DescribeStatement(string Kind, QualifiedName? Name) : Statement
{
    /// <summary>EXTENDED or FORMATTED.</summary>
    public bool IsExtended { get; init; }

    /// <summary>The one column asked for.</summary>
    public QualifiedName? Column { get; init; }

    /// <summary>DESCRIBE QUERY.</summary>
    public Query? Query { get; init; }

    /// <summary>LIMIT of DESCRIBE HISTORY.</summary>
    public Expression? Limit { get; init; }
}

/// <summary>SHOW; the kind in lower case: tables, views, schemas, columns, tblproperties, create table, functions, partitions, catalogs, table extended.</summary>
public sealed record ShowStatement(string Kind, QualifiedName? Name, string? Pattern) : Statement
{
    /// <summary>The one property asked for.</summary>
    public string? Key { get; init; }
}

/// <summary>USE; the kind is <c>schema</c>, <c>catalog</c> or empty.</summary>
public sealed record UseStatement(string Kind, QualifiedName Name) : Statement;

/// <summary>SET of a setting: no key lists all, no value shows one.</summary>
public sealed record SetStatement(string? Key, string? Value) : Statement;

/// <summary>SET TIME ZONE.</summary>
public sealed record SetTimeZoneStatement(Expression? Zone, bool IsLocal) : Statement;

/// <summary>RESET [key].</summary>
public sealed record ResetStatement(string? Key) : Statement;

/// <summary>DECLARE VARIABLE.</summary>
public sealed record DeclareVariableStatement(IReadOnlyList<QualifiedName> Names, DataTypeSyntax? Type, Expression? Default, string? DefaultText, bool IsReplace) : Statement;

/// <summary>SET VAR a = x, or SET VAR (a, b) = (SELECT …).</summary>
public sealed record SetVariableStatement(IReadOnlyList<Assignment> Assignments) : Statement
{
    /// <summary>The targets of the query form.</summary>
    public IReadOnlyList<QualifiedName> Targets { get; init; } = [];

    /// <summary>The query form.</summary>
    public Query? Query { get; init; }
}

/// <summary>EXECUTE IMMEDIATE.</summary>
public sealed record ExecuteImmediateStatement(
    Expression Text, IReadOnlyList<QualifiedName> Into, IReadOnlyList<(Expression Value, Identifier? Name)> Using) : Statement;

/// <summary>COPY INTO. The source is a path, or a query over one (<see cref="Items"/>).</summary>
public sealed record CopyIntoStatement(QualifiedName Target, string Path, string Format) : Statement
{
    /// <summary>The select list over the path; empty for a plain path.</summary>
    public IReadOnlyList<SelectItem> Items { get; init; } = [];

    /// <summary>WHERE of the select.</summary>
    public Expression? Where { get; init; }

    /// <summary>The column list of the target.</summary>
    public IReadOnlyList<Identifier> Columns { get; init; } = [];

    /// <summary>BY POSITION.</summary>
    public bool IsByPosition { get; init; }

    /// <summary>FILES = (…).</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>PATTERN = '…'.</summary>
    public string? Pattern { get; init; }

    /// <summary>FORMAT_OPTIONS, keys in lower case.</summary>
    public TableOptions FormatOptions { get; init; } = TableOptions.None;

    /// <summary>COPY_OPTIONS, keys in lower case.</summary>
    public TableOptions CopyOptions { get; init; } = TableOptions.None;

    /// <summary>VALIDATE; the number of rows, 0 for all, null when not given.</summary>
    public int? Validate { get; init; }
}

/// <summary>RESTORE TABLE t TO VERSION | TIMESTAMP AS OF.</summary>
public sealed record RestoreStatement(NamedTable Target) : Statement;

/// <summary>VACUUM.</summary>
public sealed record VacuumStatement(QualifiedName Name, Expression? RetainHours, bool IsDryRun) : Statement
{
    /// <summary>LITE: only files that the log knows.</summary>
    public bool IsLite { get; init; }
}

/// <summary>OPTIMIZE.</summary>
public sealed record OptimizeStatement(QualifiedName Name, Expression? Where, IReadOnlyList<QualifiedName> ZOrderBy) : Statement
{
    /// <summary>FULL: clusters everything again.</summary>
    public bool IsFull { get; init; }
}

/// <summary>CREATE WIDGET; the kind in lower case.</summary>
public sealed record CreateWidgetStatement(string Kind, Identifier Name, string? Default, Query? Choices) : Statement;

/// <summary>REMOVE WIDGET.</summary>
public sealed record RemoveWidgetStatement(Identifier Name) : Statement;

/// <summary>A statement that changes nothing here: CACHE, UNCACHE, REFRESH, ANALYZE.</summary>
public sealed record NoEffectStatement(string Name, QualifiedName? Target) : Statement;

/// <summary>A statement known by name and not supported: what runs it refuses it, with that name.</summary>
public sealed record UnsupportedStatement(string Name) : Statement;
