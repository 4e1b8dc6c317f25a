using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Replaces <c>IDENTIFIER(…)</c> where a statement names its object, so that who runs the statement sees plain names.</summary>
internal sealed class StatementNames(BindingContext context)
{
    internal Statement Resolve(Statement statement) => statement switch
    {
        InsertStatement s => s with { Target = Plain(s.Target) },
        UpdateStatement s => s with { Target = Plain(s.Target) },
        DeleteStatement s => s with { Target = Plain(s.Target) },
        TruncateStatement s => s with { Target = Plain(s.Target) },
        MergeStatement s => s with { Target = Plain(s.Target) },
        CreateTableStatement s => s with { Name = Plain(s.Name) },
        CopyTableStatement s => s with { Name = Plain(s.Name), Source = Plain(s.Source) },
        CreateViewStatement s => s with { Name = Plain(s.Name) },
        CreateFileViewStatement s => s with { Name = Plain(s.Name) },
        DropStatement s => s with { Name = Plain(s.Name) },
        CreateSchemaStatement s => s with { Name = Plain(s.Name) },
        AlterTableStatement s => s with { Name = Plain(s.Name), Action = s.Action is RenameTableAction rename ? rename with { NewName = Plain(rename.NewName) } : s.Action },
        CommentStatement s => s with { Name = Plain(s.Name) },
        DescribeStatement { Name: { } name } s => s with { Name = Plain(name) },
        ShowStatement { Name: { } name } s => s with { Name = Plain(name) },
        UseStatement s => s with { Name = Plain(s.Name) },
        DeclareVariableStatement s => s with { Names = [.. s.Names.Select(Plain)] },
        SetVariableStatement s => s with
        {
            Assignments = [.. s.Assignments.Select(assignment => assignment with { Column = Plain(assignment.Column) })],
            Targets = [.. s.Targets.Select(Plain)],
        },
        CopyIntoStatement s => s with { Target = Plain(s.Target) },
        RestoreStatement s => s with { Target = s.Target with { Name = Plain(s.Target.Name) } },
        VacuumStatement s => s with { Name = Plain(s.Name) },
        OptimizeStatement s => s with { Name = Plain(s.Name) },
        CreateFunctionStatement s => s with { Name = Plain(s.Name) },
        NoEffectStatement { Target: { } target } s => s with { Target = Plain(target) },
        _ => statement,
    };

    private QualifiedName Plain(QualifiedName name) => name.Expression is null
        ? name
        : new QualifiedName([.. context.NameOf(name).Select(part => new Identifier(part) { Span = name.Span })]) { Span = name.Span };
}
