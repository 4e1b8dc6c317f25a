namespace Edlake.Files.Reading;

/// <summary>What Spark's readers do with a malformed record.</summary>
public enum ParseMode
{
    /// <summary>Keep what can be read.</summary>
    Permissive,

    /// <summary>Leave the record out.</summary>
    DropMalformed,

    /// <summary>Fail.</summary>
    FailFast,
}
