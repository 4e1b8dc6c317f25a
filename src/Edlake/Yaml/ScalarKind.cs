namespace Edlake.Yaml;

/// <summary>The types of YAML's core schema.</summary>
public enum ScalarKind
{
    /// <summary>Text, quoted or not.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Number,

    /// <summary>Nothing, <c>~</c> or <c>null</c>.</summary>
    Null,
}
