using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Edlake.Spark.Connect.Protocol;
using Google.Protobuf;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>Responses as a server makes them.</summary>
internal static class Responses
{
    internal static ExecutePlanResponse Complete => new() { ResultComplete = new ExecutePlanResponse.Types.ResultComplete() };

    /// <summary>The whole answer to a query of one BIGINT column: 0, 1, 2 …</summary>
    internal static IReadOnlyList<ExecutePlanResponse> Numbers(int batches, int rowsPerBatch) =>
        [Schema, .. Enumerable.Range(0, batches).Select(i => Batch((long)i * rowsPerBatch, rowsPerBatch)), Figures((long)batches * rowsPerBatch), Complete];

    internal static ExecutePlanResponse Schema => new()
    {
        Schema = new DataType
        {
            Struct = new DataType.Types.Struct
            {
                Fields = { new DataType.Types.StructField { Name = "id", DataType = new DataType { Long = new DataType.Types.Long() } } },
            },
        },
    };

    internal static ExecutePlanResponse Batch(long start, int rows) => new()
    {
        ArrowBatch = new ExecutePlanResponse.Types.ArrowBatch { StartOffset = start, RowCount = rows, Data = Arrow(start, rows) },
    };

    internal static ExecutePlanResponse Progress(long done, long tasks) => new()
    {
        ExecutionProgress = new ExecutePlanResponse.Types.ExecutionProgress
        {
            Stages =
            {
                new ExecutePlanResponse.Types.ExecutionProgress.Types.StageInfo { NumTasks = tasks, NumCompletedTasks = done, InputBytesRead = 10 * done },
            },
        },
    };

    internal static ExecutePlanResponse Relation(Relation relation) => new()
    {
        SqlCommandResult = new ExecutePlanResponse.Types.SqlCommandResult { Relation = relation },
    };

    internal static ByteString Arrow(long start, int rows)
    {
        var schema = new Schema.Builder().Field(field => field.Name("id").DataType(Int64Type.Default).Nullable(false)).Build();
        var values = new Int64Array.Builder().AppendRange(Enumerable.Range(0, rows).Select(i => start + i)).Build();
        using var memory = new MemoryStream();
        using (var writer = new ArrowStreamWriter(memory, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, [values], rows));
            writer.WriteEnd();
        }

        return ByteString.CopyFrom(memory.ToArray());
    }

    private static ExecutePlanResponse Figures(long rows)
    {
        var metric = new ExecutePlanResponse.Types.Metrics.Types.MetricObject { Name = "Range", PlanId = 1 };
        metric.ExecutionMetrics["numOutputRows"] = new ExecutePlanResponse.Types.Metrics.Types.MetricValue
        {
            Name = "number of output rows",
            Value = rows,
            MetricType = "sum",
        };
        return new ExecutePlanResponse { Metrics = new ExecutePlanResponse.Types.Metrics { Metrics_ = { metric } } };
    }
}
