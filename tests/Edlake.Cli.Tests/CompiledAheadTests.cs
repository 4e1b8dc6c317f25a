using System.Reflection.PortableExecutable;

namespace Edlake.Cli.Tests;

/// <summary>The command as it is built for use.</summary>
public sealed class CompiledAheadTests
{
    // Output folders are named alike: artifacts/bin/<project>/<configuration>.
    private static readonly DirectoryInfo Own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    [Fact]
    public void A_release_build_lies_there_compiled_ahead()
    {
        Assert.SkipUnless(Own.Name == "release", "needs a Release build: another one is left to the just-in-time compiler");
        var command = Path.Combine(Own.Parent!.Parent!.FullName, "Edlake.Cli", Own.Name);
        var assemblies = Directory.GetFiles(command, "*.dll");

        Assert.Contains(assemblies, file => Path.GetFileName(file) == "Edlake.dll");
        Assert.All(assemblies, file => Assert.True(IsCompiledAhead(file), file));
    }

    private static bool IsCompiledAhead(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
