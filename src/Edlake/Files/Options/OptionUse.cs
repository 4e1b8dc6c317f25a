namespace Edlake.Files.Options;

/// <summary>What the readers do with an option.</summary>
public enum OptionUse
{
    /// <summary>It is done as it says, whatever its value.</summary>
    Heeded,

    /// <summary>No value of it could change a row that is read here.</summary>
    Immaterial,

    /// <summary>One behaviour is followed; a value that asks for it is taken, any other is refused.</summary>
    Fixed,
}
