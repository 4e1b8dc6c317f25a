using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding.Statements;

/// <summary>The scan of a table that is changed, with the names its columns go by.</summary>
internal sealed class TargetScope(BindingContext context)
{
    internal (BoundTableScan Scan, Scope Scope) Of(TableEntry table, Identifier? alias)
    {
        var (scan, scope) = new RelationBinder(context, null).Scan(table);
        return alias is null
            ? (scan, scope)
            : (scan, new Scope([.. scope.Columns.Select(column => column with { Qualifier = [alias.Value] })], null));
    }
}
