using System.Text;

namespace Edlake.Spark.Tests.Reading;

/// <summary>The table of raw files that both engines must read alike.</summary>
public static class RawFileCases
{
    private const string Plain = "id STRING, name STRING, city STRING";
    private const string WithCorrupt = Plain + ", _corrupt_record STRING";
    private const string Rescue = "rescuedDataColumn => '_rescued_data'";
    private const string Nested = "id STRING, score STRING, user_info STRUCT<email: STRING, city: STRING>, _corrupt_record STRING";
    private const string Broken = "id,name,city\n1,Ann,Leeds\n2,Bob\n3,Cy,Bath,extra\n";

    internal static IEnumerable<RawFileCase> All => [.. Csv(), .. Bytes(), .. Typed(), .. Json(), .. Others()];

    private static IEnumerable<RawFileCase> Csv() =>
    [
        RawFileCase.Csv("headers in another order", Plain).With("a.csv", "id,name,city\n1,Ann,Leeds\n").With("b.csv", "city,id,name\nBath,2,Bob\n"),
        RawFileCase.Csv("a missing and an extra column", Plain, Rescue).With("a.csv", "id,name,extra\n1,Ann,\"x \"\"y\"\"\"\n2,Bob,\n"),
        RawFileCase.Csv("extra columns of odd names", Plain, Rescue).With("a.csv", "id,\"a \"\"b\"\"\",$x{y},Name,é/\\\n1,2,3,4,5\n"),
        RawFileCase.Csv("a header in another case", Plain).With("a.csv", "ID,Name,city\n1,Ann,Leeds\n"),
        RawFileCase.Csv("a header in another case, rescued", Plain, Rescue).With("a.csv", "ID,Name,city\n1,Ann,Leeds\n"),
        RawFileCase.Csv("no header", Plain, "header => false").With("a.csv", "1,Ann,Leeds\n2,Bob,Bath\n"),
        RawFileCase.Csv("no header and a byte order mark", Plain, "header => false").With("a.csv", "\uFEFF1,Ann,Leeds\n2,Bob,Bath\n"),
        RawFileCase.Csv("a byte order mark and carriage returns", Plain).With("a.csv", "\uFEFFid,name,city\r\n1,Ann,Leeds\r\n2,Bob,Bath\r\n"),
        RawFileCase.Csv("too few and too many fields", WithCorrupt).With("a.csv", Broken),
        RawFileCase.Csv("too few and too many fields, line by line", WithCorrupt, "multiLine => false").With("a.csv", Broken),
        RawFileCase.Csv("too few and too many fields without a column for them", Plain).With("a.csv", Broken),
        RawFileCase.Csv("too few and too many fields dropped", Plain, "mode => 'DROPMALFORMED'").With("a.csv", Broken),
        RawFileCase.Csv("too few and too many fields, rescued", WithCorrupt, Rescue).With("a.csv", Broken),
        RawFileCase.Csv("a last line within quotes", WithCorrupt).With("a.csv", "id,name,city\n1,Ann,Leeds\n2,\"interru"),
        RawFileCase.Csv("a last line within quotes, line by line", WithCorrupt, "multiLine => false").With("a.csv", "id,name,city\n1,Ann,Leeds\n2,\"interru\n"),
        RawFileCase.Csv("a last line within quotes after values of several lines", WithCorrupt).With("a.csv", "id,name,city\n1,\"a\nb\",Leeds\n2,\"interru\n"),
        RawFileCase.Csv("a last line within quotes and carriage returns", WithCorrupt).With("a.csv", "id,name,city\r\n1,\"a\r\nb\",Leeds\r\n2,\"interru\r\n"),
        RawFileCase.Csv("a last field cut off within quotes", WithCorrupt).With("a.csv", "id,name,city\n1,Ann,Leeds\n2,Bob,\"Ba \"\"t\"\"").With("b.csv", "id,name,city\n3,\"a\nb\",\"c\nd\"\n4,,\"Zür\n"),
        RawFileCase.Csv("a last field cut off within quotes, line by line", WithCorrupt, "multiLine => false").With("a.csv", "id,name,city\n1,Ann,Leeds\n2,Bob,\"Bath"),
        RawFileCase.Csv("a last field cut off within quotes, dropped", Plain, "mode => 'DROPMALFORMED'").With("a.csv", "id,name,city\n1,Ann,Leeds\n2,Bob,\"Bath\n"),
        RawFileCase.Csv("a quote closed too early", WithCorrupt).With("a.csv", "id,name,city\n2,\"k\"x,b\n3,a\"b,\"c\"\n"),
        RawFileCase.Csv("a long malformed record", WithCorrupt).With("a.csv", $"id,name,city\r\n1,Ann,Leeds\r\n2,{new string('x', 50_000)}\r\n3,Cy,Bath\r\n"),
        RawFileCase.Csv("delimiters, quotes and line breaks in values", Plain).With("a.csv", "id,name,city\n1,\"King's Lynn\nNorfolk\",\"Washington, D.C.\"\n2,\"Newcastle \"\"upon Tyne\"\"\",x\"y\n"),
        RawFileCase.Csv("empty files and headers alone", Plain).With("a.csv", "").With("b.csv", "id,name,city\n").With("c.csv", "id,name,city\n1,Ann,Leeds"),
        RawFileCase.Csv("nothing but an empty file", Plain).With("a.csv", ""),
        RawFileCase.Csv("empty fields", Plain).With("a.csv", "id,name,city\n1,,\"\"\n2,n/a,x\n"),
        RawFileCase.Csv("a text for null", Plain, "nullValue => 'n/a'").With("a.csv", "id,name,city\n1,,\"\"\n2,n/a,x\n"),
        RawFileCase.Csv("a text for null that is not ASCII", Plain, "nullValue => '–'").With("a.csv", "id,name,city\n1,,\"\"\n2,–,x\n"),
        RawFileCase.Csv("other delimiters", Plain, "sep => ';'", "quote => '\\''", "escape => '\\\\'", "comment => '#'").With("a.csv", "id;name;city\n# a comment\n1;'A;nn';'it\\'s'\n"),
        RawFileCase.Csv("tabs", Plain, "sep => '\\t'").With("a.csv", "id\tname\tcity\n1\tAnn\tLeeds\n"),
        RawFileCase.Csv("a delimiter of several characters", Plain, "sep => '||'").With("a.csv", "id||name||city\n1||Ann||Leeds\n2||Bob\n"),
        RawFileCase.Csv("blanks around values", Plain, "ignoreLeadingWhiteSpace => true", "ignoreTrailingWhiteSpace => true").With("a.csv", "id,name,city\n 1, Ann ,Leeds\t\n"),
        RawFileCase.Csv("blanks kept", Plain).With("a.csv", "id,name,city\n 1, Ann ,\" Leeds \"\n"),
        RawFileCase.Csv("blank lines", WithCorrupt).With("a.csv", "id,name,city\n\n1,Ann,Leeds\n\n\n2,Bob,Bath\n"),
        RawFileCase.Csv("partition folders", "id STRING, country STRING, day INT").With("country=GB/day=1/a.csv", "id\n1\n").With("country=__HIVE_DEFAULT_PARTITION__/day=2/a.csv", "id\n2\n"),
        RawFileCase.Csv("odd names of files", Plain).With("sp ace%20[1]+&.csv", "id,name,city\n1,Ann,Leeds\n").With("ub er/{x}*?.csv", "id,name,city\n2,Bob,Bath\n"),
    ];

    private static IEnumerable<RawFileCase> Bytes() =>
    [
        RawFileCase.Csv("text beyond ASCII", WithCorrupt, Rescue).With("a.csv", "id,name,ort\n1,Zürich 日本 😀,é\n2,ü\n"),
        RawFileCase.Csv("bytes that are not UTF-8", WithCorrupt).With("a.csv", [.. "id,name,city\n1,Ann,Leeds\n2,Z"u8, 0xFC, .. "rich,x\n3,Zürich,y\n"u8]),
        RawFileCase.Csv("a true replacement character", WithCorrupt).With("a.csv", "id,name,city\n1,Z\uFFFDrich,x\n"),
        RawFileCase.Csv("Latin 1", WithCorrupt, "encoding => 'ISO-8859-1'").With("a.csv", "id,name,city\n1,Zürich,é\n2,ü\n", Encoding.Latin1),
        RawFileCase.Csv("Latin 1 line by line", Plain, "encoding => 'ISO-8859-1'", "multiLine => false").With("a.csv", "id,name,city\n1,Zürich,é\n", Encoding.Latin1),
        RawFileCase.Csv("UTF-16", WithCorrupt, "encoding => 'UTF-16LE'").With("a.csv", "id,name,city\n1,Zürich,é\n2,ü\n", Encoding.Unicode),
        RawFileCase.Csv("UTF-16 line by line", Plain, "encoding => 'UTF-16LE'", "multiLine => false").With("a.csv", "id,name,city\n1,Zürich,é\n", Encoding.Unicode),
        RawFileCase.Csv("gzip", WithCorrupt).WithGzip("a.csv.gz", "id,name,city\n1,Ann,Leeds\n2,Bob\n"),
        RawFileCase.Csv("a zero byte in a malformed line", WithCorrupt).With("a.csv", "id,name,city\n" + string.Concat(Enumerable.Repeat("3,Cy,Bath\n", 600)) + "2,a\0b\n"),
        RawFileCase.Of("json", "JSON in Latin 1", Nested, "encoding => 'ISO-8859-1'").With("a.json", "{\"id\":\"Zürich\"}\n{\"id\":\"é\"", Encoding.Latin1),
        RawFileCase.Of("json", "JSON in Latin 1 over several lines", Nested, "encoding => 'ISO-8859-1'", "multiLine => true").With("a.json", "[{\"id\":\"Zürich\"},\n{\"id\":\"é\"}]", Encoding.Latin1),
        RawFileCase.Of("json", "JSON that is not UTF-8", Nested, Rescue).With("a.json", [.. "{\"id\":\"1\"}\n{\"id\":\"Z"u8, 0xFC, .. "rich\"}\n"u8]),
        RawFileCase.Of("json", "JSON with a byte order mark", Nested).With("a.json", "\uFEFF{\"id\":\"1\"}\r\n{\"id\":\"2\"}\r\n"),
        RawFileCase.Of("json", "JSON over several lines with a byte order mark", Nested, "multiLine => true").With("a.json", "\uFEFF{\"id\":\n\"1\"}\r\n"),
        RawFileCase.Of("json", "gzipped JSON", Nested).WithGzip("a.json.gz", "{\"id\":\"1\"}\nno json\n"),
    ];

    private static IEnumerable<RawFileCase> Typed() =>
    [
        RawFileCase.Csv("typed columns, rescued", "id INT, amount DECIMAL(10,2), at TIMESTAMP", Rescue).With("a.csv", "id,amount,at\n1,9.50,2026-01-31 10:00:00\nx,\"12,50\",soon\n"),
        RawFileCase.Csv("typed columns", "a BOOLEAN, b BIGINT, c DOUBLE, d DATE, e FLOAT, f SMALLINT")
            .With("a.csv", "a,b,c,d,e,f\ntrue,1,1.5,2026-01-31,2.5,3\nyes,x,NaN,2026-1-3,-1e3,99999\n,,,,,\n TRUE , 7 ,Infinity,20260131,x,1.0\n"),
        RawFileCase.Csv("formats of dates and times", "d DATE, t TIMESTAMP", Rescue, "dateFormat => 'dd/MM/yyyy'", "timestampFormat => 'dd.MM.yyyy HH:mm'", "timeZone => 'Europe/Paris'")
            .With("a.csv", "d,t\n31/01/2026,31.01.2026 10:30\n2026-01-31,2026-01-31 10:30:00\n"),
        RawFileCase.Csv("a field that does not fit", "id INT, amount DOUBLE").With("a.csv", "id,amount\n1,1.5\n7,abc\n"),
        RawFileCase.Csv("a malformed record beside a column for it and types", "id INT, amount DOUBLE, _corrupt_record STRING").With("a.csv", "id,amount\n1,1.5\n2\n3,4,5\n"),
    ];

    private static IEnumerable<RawFileCase> Json() =>
    [
        RawFileCase.Of("json", "members and what is nested", Nested).With("a.json", "{\"id\":\"1\",\"score\":1.50,\"user_info\":{\"email\":\"a@b.c\",\"city\":null}}\n{\"score\":{\"x\":[1,2]},\"id\":2}\n"),
        RawFileCase.Of("json", "broken lines", Nested).With("a.json", "{\"id\":\"1\"}\n{\"id\":\"2\",\n\n7\n\"text\"\n{\"id\":\"9\"} junk\n{\"id\":\"9\"}] junk\n{'id':1}\nnull\n\t\n"),
        RawFileCase.Of("json", "broken lines dropped", Nested, "mode => 'DROPMALFORMED'").With("a.json", "{\"id\":\"1\"}\n{\"id\":\"2\",\n7\n"),
        RawFileCase.Of("json", "keys without a column", Nested, Rescue)
            .With("a.json", "{\"id\":\"1\",\"new\":{\"z\":\"b\", \"a\":[1.50, 2]},\"n2\":7,\"n3\":\"s\\u00e9\\n/\",\"n4\":null,\"n5\":true,\"user_info\":{\"email\":\"x\",\"age\":7}}\n{\"id\":\"2\",\"user_info\":\"none\"}\n{\"id\":\"3\"}\n{\"id\":\"4\",\"it's\":{\"a\":1},\"b.c\":1,\"d[0]\":\"e?\",\"w?\":2}\nno json\n"),
        RawFileCase.Of("json", "numbers as text", Nested, Rescue).With("a.json", "{\"id\":1e5,\"score\":-0.10}\n{\"id\":12345678901234567890123,\"score\":\"1.50\",\"x\":{\"score\":1.5}}\n{\"id\":true,\"score\":\"2026.10\"}\n{\"id\":NaN,\"new\":\"x\"}\n"),
        RawFileCase.Of("json", "a list of documents over several lines", Nested, "multiLine => true").With("a.json", "[\n {\"id\": \"1\"},\n {\"id\": \"2\"}, 7, \"x\"\n]").With("b.json", "{\n \"id\": \"3\"\n}").With("c.json", "{\n \"id\": "),
        RawFileCase.Of("json", "lists of documents in lines", Nested).With("a.json", "{\"id\":\"1\"}\n[{\"id\":\"2\"},{\"id\":\"3\",\"score\":{\"a\": [1, \"]\"]}}]\n[1,{\"id\":\"4\"}]\n[]\n[{\"id\":\"5\"}] junk\n"),
        RawFileCase.Of("json", "lists and maps that do not fit, rescued", "l ARRAY<ARRAY<INT>>, m MAP<STRING, STRUCT<n: INT>>", Rescue)
            .With("a.json", "{\"l\":[[1,2],[]],\"m\":{\"x\":{\"n\":1},\"y\":{}}}\n{\"l\":[[1,\"2\"]],\"m\":{\"x\":{\"n\":true}}}\n{\"l\":[null],\"m\":7}\n"),
        RawFileCase.Of("json", "typed members", "i INT, d DOUBLE, b BOOLEAN, t TIMESTAMP, day DATE, dec DECIMAL(5,2), s STRUCT<a: STRING, i: INT, n: STRUCT<x: BIGINT>>, l ARRAY<STRING>", Rescue)
            .With("a.json", "{\"i\":1,\"d\":1.5,\"b\":true,\"t\":\"2026-01-31 10:00:00\",\"day\":\"2026-01-31\",\"dec\":1.55,\"s\":{\"a\":\"x\",\"i\":2,\"n\":{\"x\":3}},\"l\":[\"a\",null,1,{\"b\":2}]}\n"
                + "{\"i\":\"1\",\"d\":\"1.5\",\"b\":\"true\",\"t\":\"soon\",\"day\":5,\"dec\":12345.6,\"s\":{\"a\":1,\"i\":\"y\",\"z\":1,\"n\":{\"x\":\"q\",\"w\":[1]}},\"l\":{}}\n"
                + "{\"i\":99999999999,\"d\":7,\"b\":null,\"s\":5}\n{\"d\":NaN}\n{\"d\":-Infinity}\n"),
        RawFileCase.Of("json", "typed members that do not fit beside their record", "id INT, amount DOUBLE, _corrupt_record STRING").With("a.json", "{\"id\":1,\"amount\":1.5}\n{\"id\":7,\"amount\":\"abc\"}\nno\n"),
        RawFileCase.Of("json", "formats of dates and times in JSON", "d DATE, n STRUCT<t: TIMESTAMP>, l ARRAY<DATE>", "dateFormat => 'dd/MM/yyyy'", "timestampFormat => 'dd.MM.yyyy HH:mm'")
            .With("a.json", "{\"d\":\"31/01/2026\",\"n\":{\"t\":\"31.01.2026 10:30\"},\"l\":[\"31/01/2026\",null]}\n"),
    ];

    private static IEnumerable<RawFileCase> Others() =>
    [
        RawFileCase.Of("text", "lines of text", "line STRING").With("a.txt", "one\r\n\ntwo\rthree é\n").With("b.txt", "").With("c.txt", "four"),
        RawFileCase.Of("text", "whole texts", "line STRING", "wholeText => true").With("a.txt", "one\r\n\ntwo\n").With("b.txt", "é"),
        RawFileCase.Of("binaryFile", "files as they are", null).With("day=1/a.bin", [1, 2, 0, 255]).With("day=2/b.bin", "x"),
    ];
}
