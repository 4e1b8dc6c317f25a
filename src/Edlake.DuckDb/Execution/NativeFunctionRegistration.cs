using System.Reflection;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;
using Edlake.Sql.Functions.Native;

namespace Edlake.DuckDb.Execution;

/// <summary>Makes .NET functions known to DuckDB. They are called a vector at a time; a row with a NULL argument is not passed on.</summary>
internal static class NativeFunctionRegistration
{
    internal static void Register(DuckDBConnection connection, NativeFunction function)
    {
        var types = function.GetType().GetGenericArguments();
        var name = types.Length switch
        {
            2 => nameof(Register1),
            3 => nameof(Register2),
            4 => nameof(Register3),
            5 => nameof(Register4),
            _ => throw new ArgumentException($"{function.Name} has {types.Length - 1} arguments.", nameof(function)),
        };
        var method = typeof(NativeFunctionRegistration).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;

        // A value type that may be null is the same DuckDB type without the mark.
        method.MakeGenericMethod([.. types, Nullable.GetUnderlyingType(types[^1]) ?? types[^1]]).Invoke(null, [connection, function]);
    }

    private static void Register1<T, TResult, TStored>(DuckDBConnection connection, NativeFunction<T, TResult> function) =>
        connection.RegisterScalarFunction<T, TStored>(function.Name, (readers, writer, count) =>
        {
            var first = readers[0];
            for (ulong row = 0; row < count; row++)
            {
                if (first.IsValid(row))
                    Write(writer, function.Body(first.GetValue<T>(row)), row);
                else
                    writer.WriteNull(row);
            }
        });

    private static void Register2<T1, T2, TResult, TStored>(DuckDBConnection connection, NativeFunction<T1, T2, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, TStored>(function.Name, (readers, writer, count) =>
        {
            for (ulong row = 0; row < count; row++)
            {
                if (AllValid(readers, row))
                    Write(writer, function.Body(readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row)), row);
                else
                    writer.WriteNull(row);
            }
        });

    private static void Register3<T1, T2, T3, TResult, TStored>(DuckDBConnection connection, NativeFunction<T1, T2, T3, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, T3, TStored>(function.Name, (readers, writer, count) =>
        {
            for (ulong row = 0; row < count; row++)
            {
                if (AllValid(readers, row))
                    Write(writer, function.Body(readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row), readers[2].GetValue<T3>(row)), row);
                else
                    writer.WriteNull(row);
            }
        });

    private static void Register4<T1, T2, T3, T4, TResult, TStored>(DuckDBConnection connection, NativeFunction<T1, T2, T3, T4, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, T3, T4, TStored>(function.Name, (readers, writer, count) =>
        {
            for (ulong row = 0; row < count; row++)
            {
                if (!AllValid(readers, row))
                {
                    writer.WriteNull(row);
                    continue;
                }

                var result = function.Body(
                    readers[0].GetValue<T1>(row), readers[1].GetValue<T2>(row), readers[2].GetValue<T3>(row), readers[3].GetValue<T4>(row));
                Write(writer, result, row);
            }
        });

    private static bool AllValid(IReadOnlyList<IDuckDBDataReader> readers, ulong row)
    {
        for (var i = 0; i < readers.Count; i++)
        {
            if (!readers[i].IsValid(row))
                return false;
        }

        return true;
    }

    private static void Write<TResult>(IDuckDBDataWriter writer, TResult result, ulong row)
    {
        if (result is null)
            writer.WriteNull(row);
        else
            writer.WriteValue(result, row);
    }
}
