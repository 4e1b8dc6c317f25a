using System.Globalization;
using System.Text;
using Edlake.DataGen.Files;

namespace Edlake.DataGen.Entities;

/// <summary>The clean row of each entity, in the column order of its <see cref="ExportShape"/>.</summary>
internal static class RowTexts
{
    private static readonly byte[][] Sources = Encode(Catalogue.Sources);
    private static readonly byte[][] Countries = Encode(Catalogue.Countries);
    private static readonly byte[][][] Cities = [.. Catalogue.Cities.Select(Encode)];
    private static readonly byte[][] GivenNames = Encode(Catalogue.GivenNames);
    private static readonly byte[][] FamilyNames = Encode(Catalogue.FamilyNames);
    private static readonly byte[][] Modes = Encode(Catalogue.DeliveryModes);
    private static readonly byte[][] Methods = Encode(Catalogue.PaymentMethods);
    private static readonly byte[][] Topics = Encode([.. Enumerable.Range(1, 32).Select(number => $"Session {number}")]);

    public static FieldRow Set(this FieldRow row, Course course) =>
        row.Clear().Course(course.Number).Text(course.Name).Text(course.Level).Number(course.ListPriceGbp);

    public static FieldRow Set(this FieldRow row, in Cohort cohort) => row.Clear()
        .Cohort(cohort.Number).Course(Catalogue.Courses[cohort.Course].Number).Date(cohort.StartDay).Date(cohort.EndDay)
        .Text(Modes[cohort.DeliveryMode]).Number(cohort.Capacity);

    public static FieldRow SetSession(this FieldRow row, in Cohort cohort, int index) => row.Clear()
        .Session(cohort.FirstSession + index).Cohort(cohort.Number).Number(index + 1).Instant(cohort.SessionAt(index)).Text(Topics[index]);

    public static FieldRow Set(this FieldRow row, in Learner learner)
    {
        Span<byte> email = stackalloc byte[96];
        var length = Append(email, 0, GivenNames[learner.GivenName]);
        email[length++] = (byte)'.';
        length = Append(email, length, FamilyNames[learner.FamilyName]);
        System.Buffers.Text.Utf8Formatter.TryFormat(learner.Number, email[length..], out var digits);
        length = Append(email, length + digits, "@example.com"u8);
        return row.Clear().User(learner.Number).Text(email[..length]).Instant(learner.SignedUpAt)
            .Text(Sources[learner.Source]).Text(Countries[learner.Country]).Text(Cities[learner.Country][learner.City]);
    }

    public static FieldRow Set(this FieldRow row, in Enrollment enrollment, in Learner learner, in Cohort cohort) => row.Clear()
        .Enrollment(enrollment.Number).User(learner.Number).Cohort(cohort.Number).Instant(enrollment.EnrolledAt).Text(enrollment.Status switch
        {
            EnrollmentStatus.Active => "active"u8,
            EnrollmentStatus.Cancelled => "cancelled"u8,
            _ => "deferred"u8,
        });

    public static FieldRow Set(this FieldRow row, in Payment payment, in Learner learner, in Cohort cohort) => row.Clear()
        .Payment(payment.Number).User(learner.Number).Cohort(cohort.Number).Pounds(payment.AmountPence).Instant(payment.PaidAt)
        .Text(payment.Status switch
        {
            PaymentStatus.Success => "success"u8,
            PaymentStatus.Refunded => "refunded"u8,
            _ => "failed"u8,
        })
        .Text(Methods[payment.Method]).Text("GBP"u8);

    /// <summary>A mark is made an hour and some minutes after the session began.</summary>
    public static FieldRow SetMark(this FieldRow row, in Enrollment enrollment, in Learner learner, in Cohort cohort, int index)
    {
        var sessionAt = cohort.SessionAt(index);
        var delay = 3600 + ((uint)((enrollment.Number * 31) + index) * 2654435761u >> 27) % 22 * 60;
        return row.Clear().User(learner.Number).Cohort(cohort.Number).Session(cohort.FirstSession + index).Number(index + 1)
            .Instant(sessionAt).Text((enrollment.Attended >> index & 1) != 0 ? "1"u8 : "0"u8).Instant(sessionAt + delay);
    }

    private static FieldRow Pounds(this FieldRow row, long pence) =>
        pence % 100 == 0 ? row.Number(pence / 100) : row.Text((pence / 100m).ToString("0.00", CultureInfo.InvariantCulture));

    private static int Append(Span<byte> target, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(target[at..]);
        return at + text.Length;
    }

    private static byte[][] Encode(string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
