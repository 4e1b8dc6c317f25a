namespace Edlake.Sql.Syntax;

/// <summary>Something rights are given on: the kind in lower case (<c>table</c> where none was written), no name for the metastore or the current catalog.</summary>
public sealed record Securable(string Kind, QualifiedName? Name) : SyntaxNode;

/// <summary>GRANT, REVOKE or DENY; the action in lower case, the privileges in upper case (<c>ALL PRIVILEGES</c> is one).</summary>
public sealed record GrantStatement(string Action, IReadOnlyList<string> Privileges, Securable On, string Principal) : Statement;

/// <summary>SHOW GRANTS [principal] ON securable; <paramref name="On"/> is null when only a principal is asked for.</summary>
public sealed record ShowGrantsStatement(string? Principal, Securable? On) : Statement;
