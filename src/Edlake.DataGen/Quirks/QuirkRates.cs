using Edlake.DataGen.Files;

namespace Edlake.DataGen.Quirks;

/// <summary>How often each quirk befalls a row of an entity, in parts per million. Kinds not named do not occur in that entity.</summary>
internal sealed record QuirkRates(QuirkKind[] Kinds, int[] PartsPerMillion)
{
    public static readonly QuirkRates None = new([], []);

    /// <summary>All of them together.</summary>
    public int Total { get; } = PartsPerMillion.Sum();

    public static QuirkRates For(ExportShape shape, QuirkLevel level, GeneratorFormat format)
    {
        if (level == QuirkLevel.None) return None;
        var factor = level == QuirkLevel.Heavy ? 5 : 1;
        var rates = Ordinary(shape).Where(rate => format == GeneratorFormat.Csv || !IsCsvOnly(rate.Kind)).ToArray();
        return new QuirkRates([.. rates.Select(rate => rate.Kind)], [.. rates.Select(rate => rate.PartsPerMillion * factor)]);
    }

    public static bool IsCsvOnly(QuirkKind kind) => kind is QuirkKind.TooFewFields or QuirkKind.TooManyFields
        or QuirkKind.UnterminatedQuote or QuirkKind.ByteOrderMark or QuirkKind.CarriageReturns;

    private static (QuirkKind Kind, int PartsPerMillion)[] Ordinary(ExportShape shape) => shape.Entity switch
    {
        "users" =>
        [
            (QuirkKind.ExactDuplicate, 6_000), (QuirkKind.OlderVersion, 5_000), (QuirkKind.LateRow, 10_000), (QuirkKind.BadCast, 3_000),
            (QuirkKind.MissingKey, 1_000), (QuirkKind.TooFewFields, 1_000), (QuirkKind.TooManyFields, 1_000),
            (QuirkKind.MixedCaseOrSpaces, 15_000), (QuirkKind.UnicodeText, 15_000), (QuirkKind.QuotedText, 5_000),
            (QuirkKind.OffsetTimestamp, 5_000), (QuirkKind.IsoTimestamp, 5_000),
        ],
        "cohorts" => [(QuirkKind.ExactDuplicate, 10_000), (QuirkKind.OlderVersion, 20_000), (QuirkKind.MixedCaseOrSpaces, 20_000)],
        "sessions" =>
        [
            (QuirkKind.ExactDuplicate, 5_000), (QuirkKind.OlderVersion, 5_000), (QuirkKind.Orphan, 3_000), (QuirkKind.BadCast, 3_000),
            (QuirkKind.MixedCaseOrSpaces, 10_000), (QuirkKind.IsoTimestamp, 5_000), (QuirkKind.OffsetTimestamp, 5_000),
        ],
        "enrollments" =>
        [
            (QuirkKind.ExactDuplicate, 6_000), (QuirkKind.OlderVersion, 5_000), (QuirkKind.LateRow, 10_000), (QuirkKind.Orphan, 4_000),
            (QuirkKind.BadCast, 3_000), (QuirkKind.MissingKey, 1_000), (QuirkKind.TooFewFields, 1_000), (QuirkKind.TooManyFields, 1_000),
            (QuirkKind.MixedCaseOrSpaces, 15_000), (QuirkKind.OffsetTimestamp, 5_000), (QuirkKind.IsoTimestamp, 5_000),
        ],
        "payments" =>
        [
            (QuirkKind.ExactDuplicate, 6_000), (QuirkKind.OlderVersion, 5_000), (QuirkKind.LateRow, 10_000), (QuirkKind.Orphan, 4_000),
            (QuirkKind.BadCast, 4_000), (QuirkKind.MissingKey, 1_000), (QuirkKind.TooFewFields, 1_000), (QuirkKind.TooManyFields, 1_000),
            (QuirkKind.MixedCaseOrSpaces, 15_000), (QuirkKind.OffsetTimestamp, 8_000), (QuirkKind.IsoTimestamp, 5_000),
        ],
        "sessions_attended" =>
        [
            (QuirkKind.ExactDuplicate, 3_000), (QuirkKind.OlderVersion, 3_000), (QuirkKind.LateRow, 5_000), (QuirkKind.Orphan, 2_000),
            (QuirkKind.BadCast, 1_500), (QuirkKind.MissingKey, 500), (QuirkKind.TooFewFields, 500), (QuirkKind.TooManyFields, 500),
            (QuirkKind.MixedCaseOrSpaces, 5_000), (QuirkKind.OffsetTimestamp, 2_000), (QuirkKind.IsoTimestamp, 2_000),
        ],
        _ => [],
    };
}
