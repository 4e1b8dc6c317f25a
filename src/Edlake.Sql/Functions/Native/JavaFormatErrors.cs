using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>What is wrong with a format of format_string. Spark hands Java's exceptions on, which have no class.</summary>
internal static class JavaFormatErrors
{
    internal static SqlException Wrong(string message) =>
        new("INVALID_PARAMETER_VALUE", "22023", $"The value of parameter(s) `strfmt` in `format_string` is invalid: {message}.", hint: "Correct the format, or cast the argument to what it takes.");

    internal static SqlException Unsupported(string what) =>
        new("UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"format_string() with {what}.", hint: "Use another conversion, or run with --engine spark.");
}
