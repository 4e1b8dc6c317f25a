using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Tests.Binding;

/// <summary>Runs statements as far as names and schemas go: what exists, what columns it has, which variables and settings are set.</summary>
internal sealed class FakeSession
{
    private SessionState _state = new() { NowMicros = 1_700_000_000_000_000 };

    internal FakeCatalog Catalog { get; } = new();

    /// <summary>What statements are bound with.</summary>
    internal SessionState State => _state;

    /// <summary>Binds a statement and, where it would succeed, takes over what it changes.</summary>
    internal BoundStatement Run(string sql, bool succeeds = true) => Run(new SourceText(sql), succeeds);

    internal BoundStatement Run(SourceText source, bool succeeds = true)
    {
        var bound = Binder.Bind(SqlParser.ParseStatement(source), source, _state, Catalog);
        if (succeeds)
            Apply(bound);
        return bound;
    }

    /// <summary>Sets the values of parameter markers.</summary>
    internal void Parameters(IReadOnlyDictionary<string, BoundLiteral> values) => _state = _state with { NamedParameters = values };

    private void Apply(BoundStatement bound)
    {
        switch (bound)
        {
            case BoundCreateTableAs create when create.Existing is null || create.Syntax is CreateTableStatement { IsReplace: true }:
                Catalog.Put(new TableEntry(create.Name, create.Schema, [.. ((CreateTableStatement)create.Syntax).PartitionedBy.Select(column => column.Name.Value)], new object()));
                break;
            case BoundInsert { AddedColumns.Count: > 0 } insert:
                Catalog.Put(insert.Target with { Schema = new StructType([.. insert.Target.Schema.Fields, .. insert.AddedColumns]) });
                break;
            case BoundMerge { AddedColumns.Count: > 0 } merge:
                Catalog.Put(merge.Target with { Schema = new StructType([.. merge.Target.Schema.Fields, .. merge.AddedColumns]) });
                break;
            case BoundCommand command:
                Apply(command);
                break;
        }
    }

    private void Apply(BoundCommand command)
    {
        switch (command.Syntax)
        {
            case CreateTableStatement create when Find(create.Name) is null || create.IsReplace:
                Create(create);
                break;
            case CreateTableStatement { IfNotExists: false } create:
                throw new SqlException("TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", $"{create.Name} exists.");
            case CopyTableStatement copy when Find(copy.Source) is TableEntry source:
                Catalog.Put(source with { Name = Catalog.FullName(copy.Name.Values) });
                break;
            case CreateViewStatement view:
                Catalog.Put(new ViewEntry(Catalog.FullName(view.IsGlobal ? ["global_temp", .. view.Name.Values] : view.Name.Values), view.QueryText, [.. view.Columns.Select(column => (column.Name.Value, column.Comment))], Catalog.CurrentCatalog, Catalog.CurrentSchema)
                {
                    IsTemporary = view.IsTemporary && !view.IsGlobal,
                });
                break;
            case DropStatement { Kind: "table" or "view" } drop:
                Catalog.Remove(drop.Name.Values);
                break;
            case DropStatement { Kind: "schema" or "database" } drop:
                if (!drop.IsCascade && Catalog.SimilarNames([]).Any(name => name.StartsWith(drop.Name.Values[^1] + ".", StringComparison.OrdinalIgnoreCase)))
                    throw new SqlException("SCHEMA_NOT_EMPTY", "2BP01", "Not empty.");
                Catalog.RemoveSchema(drop.Name.Values[^1]);
                break;
            case DropStatement { Kind: var kind } drop when kind.Contains("variable", StringComparison.Ordinal):
                _state = _state with { Variables = _state.Variables.Where(pair => !pair.Key.Equals(drop.Name.Values[^1], StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase) };
                break;
            case CreateSchemaStatement schema:
                Catalog.AddSchema(schema.Name.Values[^1]);
                break;
            case UseStatement { Kind: not "catalog" } use:
                Catalog.CurrentSchema = use.Name.Values[^1];
                break;
            case SetStatement { Key: { } key, Value: { } value }:
                _state = _state with { Settings = new Dictionary<string, string>(_state.Settings) { [key] = value } };
                break;
            case SetTimeZoneStatement { Zone: StringExpression zone }:
                _state = _state with { TimeZone = zone.Value };
                break;
            case AlterTableStatement { IsView: false } alter when Find(alter.Name) is TableEntry table:
                Alter(table, alter.Action);
                break;
            case DeclareVariableStatement declare:
                foreach (var name in declare.Names)
                    Declare(name.Values[^1], declare.Type is null ? command.Expressions[0].Type : TypeSyntax.Resolve(declare.Type), command.Expressions is [var value, ..] ? value : null, declare.DefaultText);
                break;
            case SetVariableStatement { Query: null } set:
                foreach (var (assignment, value) in set.Assignments.Zip(command.Expressions))
                    Set(assignment.Column.Values[^1], value);
                break;
        }
    }

    private void Create(CreateTableStatement create)
    {
        var columns = create.Columns.Concat(create.PartitionedBy.Where(column => column.Type is not null)).ToList();
        Catalog.Put(new TableEntry(Catalog.FullName(create.Name.Values), TypeSyntax.Struct(columns), [.. create.PartitionedBy.Select(column => column.Name.Value)], new object())
        {
            GeneratedColumns = columns.Where(column => column.GeneratedText is not null).ToDictionary(column => column.Name.Value, column => column.GeneratedText!),
            CheckConstraints = create.Constraints.Where(constraint => constraint.CheckText is not null).ToDictionary(constraint => constraint.Name!.Value, constraint => constraint.CheckText!),
        });
    }

    private void Declare(string name, SparkType type, BoundExpression? value, string? text) => _state = _state with
    {
        Variables = new Dictionary<string, SessionVariable>(_state.Variables, StringComparer.OrdinalIgnoreCase)
        {
            [name] = new SessionVariable(name, type, value is null ? new BoundLiteral(null, type) : TypeCoercion.ImplicitCast(value, type), text),
        },
    };

    private void Set(string name, BoundExpression value) => _state = _state with
    {
        Variables = new Dictionary<string, SessionVariable>(_state.Variables, StringComparer.OrdinalIgnoreCase)
        {
            [name] = _state.Variables[name] with { Value = value },
        },
    };

    private void Alter(TableEntry table, AlterAction action)
    {
        var fields = table.Schema.Fields.ToList();
        int At(QualifiedName name) => fields.FindIndex(column => column.Name.Equals(name.Values[0], StringComparison.OrdinalIgnoreCase));
        switch (action)
        {
            case AddColumnsAction add:
                foreach (var (name, column, place) in add.Columns.Where(item => item.Name.Parts.Count == 1))
                {
                    var made = new StructField(name.Values[0], TypeSyntax.Resolve(column.Type!)) { Comment = column.Comment, Default = column.DefaultText };
                    fields.Insert(place switch { null => fields.Count, { After: null } => 0, { After: { } after } => At(new QualifiedName([after])) + 1 }, made);
                }

                foreach (var (name, column, _) in add.Columns.Where(item => item.Name.Parts.Count == 2))
                {
                    var parent = fields[At(name)];
                    fields[At(name)] = parent with { Type = new StructType([.. ((StructType)parent.Type).Fields, new StructField(name.Values[1], TypeSyntax.Resolve(column.Type!)) { Comment = column.Comment }]) };
                }

                break;
            case DropColumnsAction drop:
                fields.RemoveAll(column => drop.Columns.Any(name => name.Values is [var only] && only.Equals(column.Name, StringComparison.OrdinalIgnoreCase)));
                break;
            case RenameColumnAction { Column.Parts.Count: 1 } rename:
                fields[At(rename.Column)] = fields[At(rename.Column)] with { Name = rename.NewName.Value };
                break;
            case AlterColumnAction { Column.Parts.Count: 1 } alter:
                var old = fields[At(alter.Column)];
                var changed = old with
                {
                    Comment = alter.Comment ?? old.Comment,
                    Nullable = alter.NotNull is { } notNull ? !notNull : old.Nullable,
                    Default = alter.DropsDefault ? null : alter.DefaultText ?? old.Default,
                    Type = alter.Type is null ? old.Type : TypeSyntax.Resolve(alter.Type),
                };
                fields.RemoveAt(At(alter.Column));
                fields.Insert(alter.Place switch { null => table.Schema.Fields.ToList().IndexOf(old), { After: null } => 0, { After: { } after } => At(new QualifiedName([after])) + 1 }, changed);
                break;
            case AddConstraintAction { Constraint: { CheckText: { } text, Name: { } name } }:
                table = table with { CheckConstraints = new Dictionary<string, string>(table.CheckConstraints) { [name.Value] = text } };
                break;
            case DropConstraintAction drop:
                table = table with { CheckConstraints = table.CheckConstraints.Where(pair => pair.Key != drop.Name.Value).ToDictionary() };
                break;
            case RenameTableAction rename:
                Catalog.Remove([table.Name.Catalog, table.Name.Schema, table.Name.Name]);
                table = table with { Name = Catalog.FullName(rename.NewName.Values) };
                break;
        }

        Catalog.Put(table with { Schema = new StructType(fields) });
    }

    private CatalogEntry? Find(QualifiedName name) => Catalog.Find(name.Values, null);
}
