namespace Edlake.Delta.Storage;

/// <summary>Told before each step of a durable put, so that a test can stop it there.</summary>
internal interface IPutSteps
{
    /// <summary>About to take a step.</summary>
    void Before(PutStep step);
}

/// <summary>The steps of a durable put, in order.</summary>
internal enum PutStep
{
    /// <summary>Create the temporary file and write it.</summary>
    Write,

    /// <summary>Force its content to disk.</summary>
    Flush,

    /// <summary>Give it its name, failing when the name is taken.</summary>
    Link,

    /// <summary>Take the temporary name away.</summary>
    Unlink,

    /// <summary>Force the folder to disk.</summary>
    FlushFolder,
}
