namespace Edlake.Sql.Functions.Native;

/// <summary>
/// A function in .NET that generated SQL calls by name, where DuckDB has nothing that means the same. A NULL argument gives NULL
/// without a call; a null result is NULL; an <see cref="Diagnostics.SqlException"/> is the statement's error. T is string, long, double, bool or byte[].
/// </summary>
public abstract record NativeFunction(string Name);

/// <summary>Of one argument.</summary>
public sealed record NativeFunction<T, TResult>(string Name, Func<T, TResult> Body) : NativeFunction(Name);

/// <summary>Of two arguments.</summary>
public sealed record NativeFunction<T1, T2, TResult>(string Name, Func<T1, T2, TResult> Body) : NativeFunction(Name);

/// <summary>Of three arguments.</summary>
public sealed record NativeFunction<T1, T2, T3, TResult>(string Name, Func<T1, T2, T3, TResult> Body) : NativeFunction(Name);

/// <summary>Of four arguments.</summary>
public sealed record NativeFunction<T1, T2, T3, T4, TResult>(string Name, Func<T1, T2, T3, T4, TResult> Body) : NativeFunction(Name);
