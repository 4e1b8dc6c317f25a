using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;
using Edlake.DataGen.Quirks;
using Edlake.DataGen.Randomness;
using Edlake.DataGen.Truth;

namespace Edlake.DataGen;

/// <summary>
/// Makes raw exports of a bootcamp of any size, and beside them <c>truth.json</c>: what every layer must show of them.
/// Memory is bounded whatever the size; the same options give the same bytes.
/// </summary>
public static class DataGenerator
{
    private static readonly DateTime FirstDelivery = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the first delivery: all entities, and <c>truth.json</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Learners, attendance rows or rows per file are below 1.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static GenerationResult Generate(
        GeneratorOptions options, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        GenerateDelivery(options, 1, progress, cancellationToken);

    /// <summary>
    /// Writes a delivery. The first has all entities; each later one re-sends the payment files under their old names, a week younger and
    /// with one payment in twenty corrected by a pound, with <c>truth.2.json</c> and so on for what must then be shown.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The delivery, learners, attendance rows or rows per file are below 1.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static GenerationResult GenerateDelivery(
        GeneratorOptions options, int delivery, IProgress<GenerationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(delivery, 1);
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
            foreach (var shape in ExportShape.All) exports.Add(Open(shape, options, delivery));
            WriteIntakes(options, delivery, plan, truth, quirks, exports, progress, cancellationToken);
        }
        finally
        {
            foreach (var export in exports) export.Dispose();
        }
        var truthFile = Path.Combine(options.OutputDirectory, TruthFile.NameOf(delivery));
        TruthFile.Write(truthFile, options, delivery, truth, quirks, exports);
        var sent = exports.Where(export => IsSent(export.Shape, delivery)).ToList();
        return new GenerationResult(
            truth.Rows.Users, sent.ToDictionary(export => export.Shape.Entity, export => export.Rows),
            [.. sent.SelectMany(export => export.Files)], truthFile);
    }

    private static bool IsSent(ExportShape shape, int delivery) => delivery == 1 || shape == ExportShape.Payments;

    private static EntityExport Open(ExportShape shape, GeneratorOptions options, int delivery) => new(
        shape, options.OutputDirectory, options.Format, options.RowsPerFile, FirstDelivery.AddDays(7 * (delivery - 1)),
        FileQuirks.First(shape, options.Quirks, options.Format), FileQuirks.Late(shape, options.Quirks, options.Format),
        isDiscarded: !IsSent(shape, delivery));

    private static void WriteIntakes(
        GeneratorOptions options, int delivery, GenerationPlan plan, TruthAccumulator truth, QuirkLedger quirks,
        List<EntityExport> exports, IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        var planters = Planters(options, exports, quirks);
        var row = new FieldRow();
        foreach (var course in Catalogue.Courses.AsSpan(0, plan.CourseCount)) planters[ExportShape.Courses.Entity].Write(row.Set(course));
        var factory = new IntakeFactory(options.Seed, plan.Timeline, plan.CourseCount, OddityRates.For(options.Quirks), delivery - 1);
        var exporter = new IntakeExporter(planters);
        for (long intake = 0; !plan.IsDone(truth.Rows); intake++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var made = factory.Next(plan.LearnersOf(truth.Rows));
            truth.Add(made);
            OddityCounter.Count(made, truth.Figures, quirks);
            exporter.Write(made);
            if (intake % 64 == 0)
                progress?.Report(new GenerationProgress(truth.Rows.Users, exports.Sum(export => export.Rows), plan.FractionDone(truth.Rows)));
        }
        foreach (var export in exports)
        {
            planters[export.Shape.Entity].Finish(FileQuirks.IsCutOff(export.Shape, options.Quirks, options.Format));
            if (delivery > 1 && IsSent(export.Shape, delivery)) quirks.Planted(export.Shape.Entity, QuirkKind.ResentFile, export.Files.Count);
        }
        progress?.Report(new GenerationProgress(truth.Rows.Users, exports.Sum(export => export.Rows), 1));
    }

    private static Dictionary<string, QuirkPlanter> Planters(GeneratorOptions options, List<EntityExport> exports, QuirkLedger quirks)
    {
        // Lanes from the far end: those from 1 on are the intakes'.
        var lane = ulong.MaxValue;
        return exports.ToDictionary(export => export.Shape.Entity, export => new QuirkPlanter(
            export, QuirkRates.For(export.Shape, options.Quirks, options.Format), quirks, new RandomStream(options.Seed, lane--)));
    }
}
