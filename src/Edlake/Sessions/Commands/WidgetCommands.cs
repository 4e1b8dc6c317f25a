using Edlake.Engines;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>CREATE WIDGET and REMOVE WIDGET: a parameter with a default, which a value from outside beats.</summary>
internal sealed class WidgetCommands(SqlSession session)
{
    internal IQueryResult Create(CreateWidgetStatement widget)
    {
        // Making a widget again keeps its value.
        if (!session.State.NamedParameters.ContainsKey(widget.Name.Value))
            session.SetParameter(widget.Name.Value, session.GivenParameters.GetValueOrDefault(widget.Name.Value) ?? widget.Default ?? "");
        return RowList.Nothing;
    }

    internal IQueryResult Remove(RemoveWidgetStatement widget)
    {
        session.State = session.State with
        {
            NamedParameters = session.State.NamedParameters.Where(pair => !pair.Key.Equals(widget.Name.Value, StringComparison.OrdinalIgnoreCase))
                .ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        return RowList.Nothing;
    }
}
