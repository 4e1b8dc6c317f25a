using Edlake.DuckDb.Tests;
using Edlake.Spark.Reading;

namespace Edlake.Spark.Tests.Reading;

/// <summary>Both engines find the same schema in raw files.</summary>
[Trait("needs", "spark")]
public sealed class SchemaInferenceTests(LiveSpark spark)
{
    private const string Csv = "csv header=true infercolumntypes=true";

    public static TheoryData<string, string, string[]> Cases => new()
    {
        { "numbers", Csv, ["k,a,b,c,d\n1,1,3000000000,12345678901234567890,1.5\n2,2,1,1,2d\n"] },
        { "texts, days and times", Csv, ["a,b,c,d,e\nx,2024-01-05,2024-01-05,2024-1-5,true\n1,2024-01-06,2024-01-06 10:00:00,2024-1-6,FALSE\n"] },
        { "columns without values", Csv, ["a,b\n,1\n,\n"] },
        { "types that differ from file to file", Csv, ["a,b,c,d\n1,1,2024-01-05,\n", "d,c,b,a\n5,2024-01-05 10:00:00,x,3000000000\n"] },
        { "no types asked for", "csv header=true infercolumntypes=false", ["k,v\n1,2.50\n"] },
        { "the first file's columns alone", "csv header=true inferschema=true", ["k,v\n1,2.50\n", "k,w\n1,2\n"] },
        { "no header", "csv inferschema=true", ["1,x\n2,y\n"] },
        { "a format of days", Csv + " dateformat=dd/MM/yyyy", ["v\n31/01/2026\n"] },
        { "documents", "json", ["{\"b\":1,\"a\":\"x\",\"c\":[1.5],\"d\":{\"e\":true,\"f\":null}}\n{\"b\":2.5,\"d\":{\"e\":false}}\n"] },
        { "documents and what is none", "json", ["{\"b\":1}\nno\n"] },
        { "documents as texts", "json primitivesasstring=true", ["{\"b\":1,\"d\":{\"e\":true}}\n"] },
        { "documents without types", "json infercolumntypes=false", ["{\"b\":1,\"d\":{\"e\":true}}\n"] },
        { "documents over several lines", "json multiline=true", ["[{\"b\":1},\n{\"c\":true}]\n"] },
        { "texts", "text", ["a\n"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Both_engines_find_the_same_columns(string name, string asked, string[] files)
    {
        using var workspace = new TestWorkspace();
        foreach (var (content, i) in files.Select((content, i) => (content, i)))
            workspace.Raw($"day=2026-01-0{i + 1}/{i}.txt", content);
        var parts = asked.Split(' ');
        var options = parts.Skip(1).Select(option => option.Split('=')).ToDictionary(option => option[0], option => option[1]);
        await using var session = await spark.OpenAsync();
        var found = await new SchemaInference(session, workspace.Workspace).OfAsync("dbfs:/raw", parts[0], options, TestContext.Current.CancellationToken);
        Assert.True(name.Length > 0);
        Assert.Equal(workspace.Inferred("dbfs:/raw", parts[0], options).Ddl, found.Ddl);
    }
}
