using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Types;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Connect.Execution;

/// <summary>Plans as the protocol wants them.</summary>
internal static class Plans
{
    internal static Plan Of(SqlStatement statement, IReadOnlyList<(string Name, Relation Relation)> relations)
    {
        if (statement.NamedArguments.Count > 0 && statement.PositionalArguments.Count > 0)
        {
            throw new SqlException(
                "INVALID_QUERY_MIXED_QUERY_PARAMETERS", "42613",
                "Parameterized query must either use positional, or named parameters, but not both.", hint: "Give names to all or to none.");
        }

        var sql = new SQL { Query = statement.Text };
        var command = new SqlCommand { Sql = statement.Text, Input = new Relation { Sql = sql } };
        foreach (var (name, value) in statement.NamedArguments)
        {
            var literal = ProtocolLiterals.Of(value);
            sql.NamedArguments.Add(name, new Expression { Literal = literal });
            command.Args.Add(name, literal);
        }

        foreach (var literal in statement.PositionalArguments.Select(ProtocolLiterals.Of))
        {
            sql.PosArguments.Add(new Expression { Literal = literal });
            command.PosArgs.Add(literal);
        }

        if (relations.Count > 0)
        {
            var named = relations.Select(item => new Relation { SubqueryAlias = new SubqueryAlias { Input = item.Relation, Alias = item.Name } });
            command.Input = new Relation { WithRelations = new WithRelations { Root = command.Input, References = { named } } };
        }

        return new Plan { Command = new Command { SqlCommand = command } };
    }

    internal static Plan View(string name, Relation input) => new()
    {
        Command = new Command { CreateDataframeView = new CreateDataFrameViewCommand { Name = name, Input = input, Replace = true } },
    };
}
