using System.Globalization;
using Edlake.DuckDb.Execution;
using Edlake.Files;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>The schema of Parquet files in Spark's types.</summary>
internal static class ParquetSchema
{
    /// <summary>The columns of all the files, by name.</summary>
    internal static StructType Of(DuckDbSession session, IReadOnlyList<RawFile> files)
    {
        var columns = session.Rows(
            $"DESCRIBE SELECT * FROM read_parquet({PathText.List(files.Select(file => file.MachinePath))}, hive_partitioning = false, union_by_name = true)",
            reader => (Name: reader.GetString(0), Type: reader.GetString(1)), CancellationToken.None);
        return new StructType([.. columns.Select(column => new StructField(column.Name, new DuckDbTypeText(column.Type).ToSpark()))]);
    }

    /// <summary>Reads DuckDB's own spelling of a type.</summary>
    private sealed class DuckDbTypeText(string text)
    {
        private int _position;

        internal SparkType ToSpark()
        {
            var type = One();
            while (Takes("[]"))
                type = new ArrayType(type, true);
            return type;
        }

        private SparkType One()
        {
            if (Takes("STRUCT("))
                return new StructType(Fields());
            if (!Takes("MAP("))
                return Atomic();
            var key = ToSpark();
            Takes(", ");
            var value = ToSpark();
            Takes(")");
            return new MapType(key, value, true);
        }

        private List<StructField> Fields()
        {
            var fields = new List<StructField>();
            while (!Takes(")"))
            {
                Takes(", ");
                var name = FieldName();
                Takes(" ");
                fields.Add(new StructField(name, ToSpark()));
            }

            return fields;
        }

        private string FieldName()
        {
            var start = _position;
            if (text[_position] != '"')
            {
                _position = text.IndexOf(' ', _position);
                return text[start.._position];
            }

            do
            {
                _position = text.IndexOf('"', _position + 1) + 1;
            }
            while (_position < text.Length && text[_position] == '"');
            return text[(start + 1)..(_position - 1)].Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        private SparkType Atomic()
        {
            if (Takes("DECIMAL("))
            {
                var end = text.IndexOf(')', _position);
                var figures = text[_position..end].Split(',').Select(figure => int.Parse(figure, CultureInfo.InvariantCulture)).ToArray();
                _position = end + 1;
                return new DecimalType(figures[0], figures[1]);
            }

            var rest = text[_position..];
            var name = rest[..(rest.IndexOfAny([',', ')', '[']) is >= 0 and var stop ? stop : rest.Length)];
            _position += name.Length;
            return name switch
            {
                "BOOLEAN" => new BooleanType(),
                "TINYINT" => new ByteType(),
                "SMALLINT" or "UTINYINT" => new ShortType(),
                "INTEGER" or "USMALLINT" => new IntegerType(),
                "BIGINT" or "UINTEGER" => new LongType(),
                "UBIGINT" => new DecimalType(20, 0),
                "FLOAT" => new FloatType(),
                "DOUBLE" => new DoubleType(),
                "BLOB" => new BinaryType(),
                "DATE" => new DateType(),
                "TIMESTAMP WITH TIME ZONE" => new TimestampType(),
                "TIMESTAMP" or "TIMESTAMP_NS" or "TIMESTAMP_MS" => new TimestampNtzType(),
                _ => new StringType(),
            };
        }

        private bool Takes(string token)
        {
            if (string.CompareOrdinal(text, _position, token, 0, token.Length) != 0)
                return false;
            _position += token.Length;
            return true;
        }
    }
}
