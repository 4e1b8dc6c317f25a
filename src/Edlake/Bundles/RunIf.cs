namespace Edlake.Bundles;

/// <summary>When a task whose dependencies have all ended is run.</summary>
public enum RunIf
{
    /// <summary>All ran and succeeded.</summary>
    AllSuccess,

    /// <summary>At least one succeeded.</summary>
    AtLeastOneSuccess,

    /// <summary>None failed and at least one ran.</summary>
    NoneFailed,

    /// <summary>Always.</summary>
    AllDone,

    /// <summary>At least one failed.</summary>
    AtLeastOneFailed,

    /// <summary>Every one failed.</summary>
    AllFailed,
}
