using Edlake.DataGen.Files;

namespace Edlake.DataGen.Entities;

/// <summary>How keys look: a letter and a number of fixed width, so that text order is number order.</summary>
internal static class Codes
{
    public const int UserWidth = 7;
    public const int CourseWidth = 3;
    public const int CohortWidth = 6;
    public const int SessionWidth = 7;
    public const int EnrollmentWidth = 8;
    public const int PaymentWidth = 8;

    public static FieldRow User(this FieldRow row, long number) => row.Code('U', number, UserWidth);

    public static FieldRow Course(this FieldRow row, int number) => row.Code('C', number, CourseWidth);

    public static FieldRow Cohort(this FieldRow row, long number) => row.Code('H', number, CohortWidth);

    public static FieldRow Session(this FieldRow row, long number) => row.Code('S', number, SessionWidth);

    public static FieldRow Enrollment(this FieldRow row, long number) => row.Code('E', number, EnrollmentWidth);

    public static FieldRow Payment(this FieldRow row, long number) => row.Code('P', number, PaymentWidth);
}
