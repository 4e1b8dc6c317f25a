namespace Edlake.Files.Options;

/// <summary>One option of a reader of raw files, and what is done with it.</summary>
/// <param name="Name">As Databricks writes it.</param>
/// <param name="Use">What is done with it.</param>
/// <param name="Followed">Of a fixed one the values that ask for what is done anyway.</param>
/// <param name="Remedy">Of a fixed one what to do instead of giving another value.</param>
public sealed record ReaderOption(string Name, OptionUse Use, IReadOnlyList<string> Followed, string Remedy)
{
    /// <summary>An option that is done.</summary>
    public static ReaderOption Heeded(string name) => new(name, OptionUse.Heeded, [], "");

    /// <summary>An option without meaning for a read of what lies there now.</summary>
    public static ReaderOption Immaterial(string name) => new(name, OptionUse.Immaterial, [], "");

    /// <summary>An option with one behaviour.</summary>
    public static ReaderOption Fixed(string name, string remedy, params IReadOnlyList<string> followed) => new(name, OptionUse.Fixed, followed, remedy);

    /// <summary>Whether a value of it is read as it should be.</summary>
    public bool Takes(string value) => Use != OptionUse.Fixed || Followed.Contains(value, StringComparer.OrdinalIgnoreCase);
}
