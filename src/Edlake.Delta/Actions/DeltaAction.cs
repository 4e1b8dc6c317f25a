namespace Edlake.Delta.Actions;

/// <summary>One line of a commit. Closed: the actions of this folder; lines of other kinds are skipped when read.</summary>
public abstract record DeltaAction
{
    private protected DeltaAction()
    {
    }
}
