using Edlake.Diagnostics;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Tests.Connect.Offline;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("sc://localhost", "localhost", 15002, false)]
    [InlineData("sc://localhost/", "localhost", 15002, false)]
    [InlineData("sc://localhost:7/;use_ssl=true", "localhost", 7, true)]
    [InlineData("sc://127.0.0.1:7/;token=x", "127.0.0.1", 7, false)]
    [InlineData("sc://[::1]:7/;token=x", "[::1]", 7, false)]
    [InlineData("sc://[::1]", "[::1]", 15002, false)]
    [InlineData("sc://spark.example.com/;token=x", "spark.example.com", 15002, true)]
    [InlineData("sc://spark.example.com/;use_ssl=false;user_id=a", "spark.example.com", 15002, false)]
    public void Host_port_and_encryption_are_read(string text, string host, int port, bool isEncrypted)
    {
        var connection = SparkConnectionString.Parse(text);
        Assert.Equal((host, port, isEncrypted), (connection.Host, connection.Port, connection.UseTls));
    }

    [Fact]
    public void Known_keys_have_their_place_and_others_become_headers()
    {
        var connection = SparkConnectionString.Parse(
            "sc://adb-1.azuredatabricks.net:443/;token=dapi%3D1;user_id=ada;user_agent=me;session_id=8d0e5f6a-0000-4000-8000-000000000001;X-Databricks-Cluster-Id=0101-abc");
        Assert.Equal(("dapi=1", "ada", "me", "8d0e5f6a-0000-4000-8000-000000000001"), (connection.Token, connection.UserId, connection.UserAgent, connection.SessionId));
        Assert.Equal("0101-abc", Assert.Single(connection.Headers, header => header.Key == "x-databricks-cluster-id").Value);
        Assert.True(connection.IsDatabricks);
        Assert.DoesNotContain("dapi", connection.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_serverless_session_s_header_is_the_session_s_id_too() => Assert.Equal(
        "8d0e5f6a-0000-4000-8000-000000000001",
        SparkConnectionString.Parse("sc://h:443/;token=t;x-databricks-session-id=8d0e5f6a-0000-4000-8000-000000000001").SessionId);

    [Theory]
    [InlineData("http://localhost:15002")]
    [InlineData("sc://")]
    [InlineData("sc://local host")]
    [InlineData("sc://localhost:port")]
    [InlineData("sc://localhost:70000")]
    [InlineData("sc://localhost;token=secret")]
    [InlineData("sc://localhost/path;token=secret")]
    [InlineData("sc://localhost/;token")]
    [InlineData("sc://localhost/;token=a=secret")]
    [InlineData("sc://localhost/;=secret")]
    [InlineData("sc://localhost/;session_id=secret")]
    [InlineData("sc://localhost/;grpc-timeout=secret")]
    [InlineData("sc://localhost/;a-bin=secret")]
    [InlineData("sc://localhost/;a b=secret")]
    [InlineData("sc://spark.example.com/;use_ssl=false;token=secret")]
    [InlineData("sc://spark.example.com/;authorization=secret")]
    public void What_is_wrong_or_would_give_a_token_away_is_refused_without_showing_it(string text)
    {
        var error = Assert.Throws<EdlakeException>(() => SparkConnectionString.Parse(text));
        Assert.Equal("INVALID_CONNECT_URL", error.ErrorClass);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_from_elsewhere_fills_in_and_asks_for_encryption()
    {
        Assert.True(SparkConnectionString.Parse("sc://spark.example.com").WithDefaultToken("t").UseTls);
        Assert.Equal("own", SparkConnectionString.Parse("sc://localhost/;token=own").WithDefaultToken("t").Token);
        Assert.False(SparkConnectionString.Parse("sc://spark.example.com").WithDefaultToken(null).UseTls);
        Assert.Throws<EdlakeException>(() => SparkConnectionString.Parse("sc://spark.example.com/;use_ssl=false").WithDefaultToken("t"));
    }
}
