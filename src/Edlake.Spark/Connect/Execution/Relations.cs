using System.Security.Cryptography;
using Edlake.Spark.Connect.Artifacts;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Google.Protobuf;

namespace Edlake.Spark.Connect.Execution;

/// <summary>Relations as the protocol wants them. Rows that are sent along may have to be uploaded first.</summary>
internal sealed class Relations(SessionCalls calls)
{
    private readonly ArtifactUpload _upload = new(calls);
    private long _planId;

    internal async Task<Relation> OfAsync(SparkRelation relation, CancellationToken cancellation)
    {
        var made = relation switch
        {
            QueryRelation query => new Relation { Sql = new SQL { Query = query.Query } },
            FilesRelation files => Files(files),
            LocalRowsRelation rows => await RowsAsync(rows, cancellation).ConfigureAwait(false),
            SelectedRelation selected => Selected(selected, await OfAsync(selected.Input, cancellation).ConfigureAwait(false)),
            ObservedRelation observed => Observed(observed, await OfAsync(observed.Input, cancellation).ConfigureAwait(false)),
            _ => throw new ArgumentOutOfRangeException(nameof(relation), relation.GetType().Name, "Not a relation of this client."),
        };
        made.Common = new RelationCommon { PlanId = Interlocked.Increment(ref _planId) };
        return made;
    }

    private static Relation Files(FilesRelation files)
    {
        var source = new Read.Types.DataSource { Format = files.Format, Paths = { files.Paths } };
        foreach (var (name, value) in files.Options)
            source.Options.Add(name, value);
        if (files.Schema is { } schema)
            source.Schema = schema.Ddl;
        return new Relation { Read = new Read { DataSource = source } };
    }

    private static Relation Selected(SelectedRelation selected, Relation input)
    {
        var items = selected.Items.Select(item => new Expression { ExpressionString = new Expression.Types.ExpressionString { Expression = item } });
        return new Relation { Project = new Project { Input = input, Expressions = { items } } };
    }

    private static Relation Observed(ObservedRelation observed, Relation input)
    {
        var metrics = observed.Figures.Select(figure => new Expression
        {
            Alias = new Expression.Types.Alias
            {
                Name = { figure.Key },
                Expr = new Expression { ExpressionString = new Expression.Types.ExpressionString { Expression = figure.Value } },
            },
        });
        return new Relation { CollectMetrics = new CollectMetrics { Input = input, Name = observed.Name, Metrics = { metrics } } };
    }

    private async Task<Relation> RowsAsync(LocalRowsRelation rows, CancellationToken cancellation)
    {
        var local = new LocalRelation { Schema = rows.Schema.Ddl };
        if (rows.Batches.Count > 0)
            local.Data = await ArrowStreams.WriteAsync(rows.Batches, cancellation).ConfigureAwait(false);
        return local.CalculateSize() < calls.Options.UploadCacheThreshold
            ? new Relation { LocalRelation = local }
            : await CachedAsync(local, cancellation).ConfigureAwait(false);
    }

    // The server keeps large ones under their hash, so that the same rows are sent once a session.
    private async Task<Relation> CachedAsync(LocalRelation local, CancellationToken cancellation)
    {
        var bytes = local.ToByteArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var name = $"cache/{hash}";
        if (!await _upload.IsThereAsync(name, cancellation).ConfigureAwait(false))
            await _upload.UploadAsync(name, bytes, cancellation).ConfigureAwait(false);
        return new Relation { CachedLocalRelation = new CachedLocalRelation { Hash = hash } };
    }
}
