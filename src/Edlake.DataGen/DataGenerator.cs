using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;
using Edlake.DataGen.Quirks;
using Edlake.DataGen.Truth;

namespace Edlake.DataGen;

/// <summary>
/// Makes raw exports of a bootcamp of any size, and beside them <c>truth.json</c>: what every layer must show of them.
/// Memory is bounded whatever the size; the same options give the same bytes.
/// </summary>
public static class DataGenerator
{
    private static readonly DateTime FirstDelivery = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the first delivery.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Learners, attendance rows or rows per file are below 1.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static GenerationResult Generate(
        GeneratorOptions options, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Learners, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AttendanceRows ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowsPerFile ?? 1, 1);
        Directory.CreateDirectory(options.OutputDirectory);
        var plan = GenerationPlan.For(options);
        var truth = new TruthAccumulator(plan.ExpectedLearners <= options.FullTruthLearners, plan.CourseCount);
        var quirks = new QuirkLedger();
        var exports = new List<EntityExport>();
        try
        {
            foreach (var shape in ExportShape.All) exports.Add(Open(shape, options));
            WriteIntakes(options, plan, truth, exports, progress, cancellationToken);
        }
        finally
        {
            foreach (var export in exports) export.Dispose();
        }
        var truthFile = Path.Combine(options.OutputDirectory, TruthFile.Name);
        TruthFile.Write(truthFile, options, truth, quirks, exports);
        return new GenerationResult(
            truth.Rows.Users, exports.ToDictionary(export => export.Shape.Entity, export => export.Rows),
            [.. exports.SelectMany(export => export.Files)], truthFile);
    }

    private static EntityExport Open(ExportShape shape, GeneratorOptions options) => new(
        shape, options.OutputDirectory, options.Format, options.RowsPerFile, FirstDelivery, FileDialect.Usual(shape), []);

    private static void WriteIntakes(
        GeneratorOptions options, GenerationPlan plan, TruthAccumulator truth, List<EntityExport> exports,
        IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        var planters = exports.ToDictionary(export => export.Shape.Entity, export => new QuirkPlanter(export));
        var row = new FieldRow();
        foreach (var course in Catalogue.Courses.AsSpan(0, plan.CourseCount)) planters[ExportShape.Courses.Entity].Write(row.Set(course));
        var factory = new IntakeFactory(options.Seed, plan.Timeline, plan.CourseCount, OddityRates.For(options.Quirks));
        var exporter = new IntakeExporter(planters);
        for (long intake = 0; !plan.IsDone(truth.Rows); intake++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var made = factory.Next(plan.LearnersOf(truth.Rows));
            truth.Add(made);
            exporter.Write(made);
            if (intake % 64 == 0)
                progress?.Report(new GenerationProgress(truth.Rows.Users, exports.Sum(export => export.Rows), plan.FractionDone(truth.Rows)));
        }
        progress?.Report(new GenerationProgress(truth.Rows.Users, exports.Sum(export => export.Rows), 1));
    }
}
