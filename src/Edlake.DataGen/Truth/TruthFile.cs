using System.Globalization;
using System.Text.Json;
using Edlake.DataGen.Files;
using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Truth;

/// <summary>Writes <c>truth.json</c>.</summary>
internal static class TruthFile
{
    /// <summary>The name of the truth after a delivery.</summary>
    public static string NameOf(int delivery) =>
        delivery == 1 ? "truth.json" : string.Create(CultureInfo.InvariantCulture, $"truth.{delivery}.json");

    public static void Write(
        string path, GeneratorOptions options, int delivery, TruthAccumulator truth, QuirkLedger quirks, IReadOnlyList<EntityExport> exports)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("seed", options.Seed.ToString(CultureInfo.InvariantCulture));
        json.WriteString("quirks", options.Quirks.ToString().ToLowerInvariant());
        json.WriteString("format", options.Format.ToString().ToLowerInvariant());
        json.WriteNumber("delivery", delivery);
        json.WriteNumber("learners", truth.Rows.Users);
        WriteRaw(json, quirks, exports);
        WriteSilver(json, truth.Rows);
        WriteQuirks(json, quirks);
        truth.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, QuirkLedger quirks, IReadOnlyList<EntityExport> exports)
    {
        json.WriteStartObject("raw");
        foreach (var export in exports)
        {
            var entity = export.Shape.Entity;
            json.WriteStartObject(entity);
            json.WriteNumber("row_count", export.Rows);
            json.WriteNumber("duplicate_count", quirks.DuplicatesOf(entity));
            json.WriteNumber("quarantined_count", quirks.QuarantinedBy(entity).Values.Sum());
            json.WriteStartObject("quarantined_by_reason");
            foreach (var (reason, count) in quirks.QuarantinedBy(entity)) json.WriteNumber(reason, count);
            json.WriteEndObject();
            json.WriteStartArray("files");
            foreach (var file in export.Files) json.WriteStringValue(file);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteSilver(Utf8JsonWriter json, CleanRows rows)
    {
        json.WriteStartObject("silver");
        json.WriteNumber("dim_user", rows.Users);
        json.WriteNumber("dim_course", rows.Courses);
        json.WriteNumber("dim_cohort", rows.Cohorts);
        json.WriteNumber("dim_session", rows.Sessions);
        json.WriteNumber("fct_enrollment", rows.Enrollments);
        json.WriteNumber("fct_payment", rows.Payments);
        json.WriteNumber("fct_attendance", rows.Marks);
        json.WriteEndObject();
    }

    private static void WriteQuirks(Utf8JsonWriter json, QuirkLedger quirks)
    {
        json.WriteStartObject("quirks_planted");
        foreach (var kind in Enum.GetValues<QuirkKind>())
        {
            json.WriteStartObject(JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));
            long total = 0;
            foreach (var shape in ExportShape.All)
            {
                var count = quirks.PlantedCount(shape.Entity, kind);
                total += count;
                if (count > 0) json.WriteNumber(shape.Entity, count);
            }
            json.WriteNumber("total", total);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
