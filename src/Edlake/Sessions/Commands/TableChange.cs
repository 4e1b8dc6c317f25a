using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Sql.Binding;

namespace Edlake.Sessions.Commands;

/// <summary>Stages a commit that changes what a table is and none of its rows.</summary>
internal sealed class TableChange(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Stage(
        Snapshot snapshot, Metadata metadata, string operation, IReadOnlyDictionary<string, string> parameters, BoundStatement statement, DomainMetadata? domain = null)
    {
        var turnsMappingOn = ColumnMapping.IsOn(metadata.Configuration) && !ColumnMapping.IsOn(snapshot.Configuration);
        var begun = Transaction.Begin(snapshot).SetMetadata(ColumnMapping.Complete(metadata, hasFiles: turnsMappingOn));
        if (domain is not null)
            begun.SetDomain(domain);
        var context = session.Context(statement);
        transaction.Stage(begun.Stage(operation, parameters, new Dictionary<string, string>(), context.EngineInfo, context.UserMetadata));
        return RowList.Nothing;
    }
}
