using System.Text.RegularExpressions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Reading;

/// <summary>Errors that the SQL of a raw read raised on the server, as what they are.</summary>
internal static partial class RaisedErrors
{
    /// <summary>Before the text of such an error, so that none that a user's own statement raises is taken for one.</summary>
    internal const string Mark = "edlake: ";

    /// <summary>The error that an answer of the server carries, without a place; null where it is none of ours.</summary>
    internal static SqlException? Of(SqlException error)
    {
        if (error.ErrorClass != "USER_RAISED_EXCEPTION" || Raised().Match(error.Text) is not { Success: true } match)
            return null;
        return new SqlException(match.Groups["class"].Value, match.Groups["state"].Value, match.Groups["message"].Value, inner: error);
    }

    [GeneratedRegex(@"^edlake: \[(?<class>[A-Z_.]+)\] (?<message>.*) SQLSTATE: (?<state>[0-9A-Z]{5})", RegexOptions.Singleline)]
    private static partial Regex Raised();
}
