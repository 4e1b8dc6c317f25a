using Edlake.Sql.Types;

namespace Edlake.Comparison;

/// <summary>
/// A column that both sides have. Where its type differs (a difference of its own), values are compared by their text: 1 of INT and 1 of BIGINT
/// are one value, 1.5 and 1.50 are not.
/// </summary>
internal sealed record ComparedColumn(StructField A, StructField B)
{
    internal string FormInA => Form(A);

    internal string FormInB => Form(B);

    private string Form(StructField field)
    {
        var exact = ExactForm.Of(SqlText.Name(field.Name), field.Type);
        return ExactForm.IsShared(A.Type, B.Type) ? exact : $"cast({exact} AS STRING)";
    }
}
