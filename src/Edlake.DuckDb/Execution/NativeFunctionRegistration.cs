using System.Reflection;
using DuckDB.NET.Data;
using DuckDB.NET.Data.DataChunk.Reader;
using DuckDB.NET.Data.DataChunk.Writer;
using Edlake.Sql.Functions.Native;

namespace Edlake.DuckDb.Execution;

/// <summary>Makes .NET functions known to DuckDB. They are called a vector at a time; a row with a NULL argument is not passed on.</summary>
internal static class NativeFunctionRegistration
{
    private const string HexSuffix = "_hex";

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

        // A value type that may be null is the same DuckDB type without the mark; bytes are handed over as hexadecimal text.
        var stored = Nullable.GetUnderlyingType(types[^1]) ?? types[^1];
        method.MakeGenericMethod([.. types, stored == typeof(byte[]) ? typeof(string) : stored]).Invoke(null, [connection, function]);
        if (stored == typeof(byte[]))
            DefineMacro(connection, function.Name, types.Length - 1);
    }

    // DuckDB's writer takes no bytes, so a macro of the function's own name turns the text back.
    private static void DefineMacro(DuckDBConnection connection, string name, int arity)
    {
        var parameters = string.Join(", ", Enumerable.Range(0, arity).Select(i => $"p{i}"));
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE MACRO {name}({parameters}) AS from_hex({name}{HexSuffix}({parameters}))";
        command.ExecuteNonQuery();
    }

    private static string StoredName<TResult>(NativeFunction function) => typeof(TResult) == typeof(byte[]) ? function.Name + HexSuffix : function.Name;

    private static void Register1<T, TResult, TStored>(DuckDBConnection connection, NativeFunction<T, TResult> function) =>
        connection.RegisterScalarFunction<T, TStored>(StoredName<TResult>(function), (readers, writer, count) =>
        {
            var first = readers[0];
            for (ulong row = 0; row < count; row++)
            {
                if (first.IsValid(row))
                    Write(writer, function.Body(Read<T>(first, row)), row);
                else
                    writer.WriteNull(row);
            }
        });

    private static void Register2<T1, T2, TResult, TStored>(DuckDBConnection connection, NativeFunction<T1, T2, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, TStored>(StoredName<TResult>(function), (readers, writer, count) =>
        {
            for (ulong row = 0; row < count; row++)
            {
                if (AllValid(readers, row))
                    Write(writer, function.Body(Read<T1>(readers[0], row), Read<T2>(readers[1], row)), row);
                else
                    writer.WriteNull(row);
            }
        });

    private static void Register3<T1, T2, T3, TResult, TStored>(DuckDBConnection connection, NativeFunction<T1, T2, T3, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, T3, TStored>(StoredName<TResult>(function), (readers, writer, count) =>
        {
            for (ulong row = 0; row < count; row++)
            {
                if (AllValid(readers, row))
                    Write(writer, function.Body(Read<T1>(readers[0], row), Read<T2>(readers[1], row), Read<T3>(readers[2], row)), row);
                else
                    writer.WriteNull(row);
            }
        });

    private static void Register4<T1, T2, T3, T4, TResult, TStored>(DuckDBConnection connection, NativeFunction<T1, T2, T3, T4, TResult> function) =>
        connection.RegisterScalarFunction<T1, T2, T3, T4, TStored>(StoredName<TResult>(function), (readers, writer, count) =>
        {
            for (ulong row = 0; row < count; row++)
            {
                if (!AllValid(readers, row))
                {
                    writer.WriteNull(row);
                    continue;
                }

                var result = function.Body(
                    Read<T1>(readers[0], row), Read<T2>(readers[1], row), Read<T3>(readers[2], row), Read<T4>(readers[3], row));
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

    // Bytes come as a stream over DuckDB's own memory, which is gone after the call.
    private static T Read<T>(IDuckDBDataReader reader, ulong row)
    {
        if (typeof(T) != typeof(byte[]))
            return reader.GetValue<T>(row);
        using var stream = reader.GetValue<Stream>(row);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return (T)(object)bytes;
    }

    private static void Write<TResult>(IDuckDBDataWriter writer, TResult result, ulong row)
    {
        if (result is null)
            writer.WriteNull(row);
        else if (result is byte[] bytes)
            writer.WriteValue(Convert.ToHexString(bytes), row);
        else
            writer.WriteValue(result, row);
    }
}
