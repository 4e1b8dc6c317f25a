namespace Edlake.DataGen.Quirks;

/// <summary>What can be wrong with an export. Each planted quirk is counted once under its kind and entity.</summary>
public enum QuirkKind
{
    /// <summary>The same line twice.</summary>
    ExactDuplicate,

    /// <summary>An outdated version of a row, in an earlier file than the row itself.</summary>
    OlderVersion,

    /// <summary>A row that arrives in a later file than its neighbours.</summary>
    LateRow,

    /// <summary>A row whose user, course, cohort or session does not exist.</summary>
    Orphan,

    /// <summary>A row with a needed value that is not of its type: <c>12,50</c>, <c>n/a</c>, a 13th month.</summary>
    BadCast,

    /// <summary>A row without its key.</summary>
    MissingKey,

    /// <summary>A line with too few fields.</summary>
    TooFewFields,

    /// <summary>A line with too many fields.</summary>
    TooManyFields,

    /// <summary>A last line cut off within quotes.</summary>
    UnterminatedQuote,

    /// <summary>A code, status or e-mail address in other case or with spaces around it.</summary>
    MixedCaseOrSpaces,

    /// <summary>A city with combining marks, emoji, right-to-left or non-Latin letters.</summary>
    UnicodeText,

    /// <summary>A city with a comma, quotes or a line break within.</summary>
    QuotedText,

    /// <summary>The same instant written with an offset from UTC, across midnight or a change of clocks.</summary>
    OffsetTimestamp,

    /// <summary>The same instant written with <c>T</c> and <c>Z</c>.</summary>
    IsoTimestamp,

    /// <summary>A file with a column nobody announced.</summary>
    ExtraColumn,

    /// <summary>A file without an optional column.</summary>
    MissingColumn,

    /// <summary>A file with its columns in another order.</summary>
    ReorderedHeader,

    /// <summary>A file that begins with a byte order mark.</summary>
    ByteOrderMark,

    /// <summary>A file with CRLF line ends.</summary>
    CarriageReturns,

    /// <summary>An enrollment before its learner's sign-up.</summary>
    EnrolledBeforeSignUp,

    /// <summary>A session after its cohort's end date.</summary>
    SessionAfterCohortEnd,

    /// <summary>A learner with marks in a cohort that was never paid for.</summary>
    AttendedWithoutPayment,

    /// <summary>A file delivered again under its old name with other content.</summary>
    ResentFile,
}
