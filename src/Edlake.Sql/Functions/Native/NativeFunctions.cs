using System.Globalization;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>All of them.</summary>
public static class NativeFunctions
{
    /// <summary>Every function, by name once.</summary>
    public static IReadOnlyList<NativeFunction> All { get; } =
    [
        new NativeFunction<string, string>("spark_upper", TextCase.Upper),
        new NativeFunction<string, string>("spark_lower", TextCase.Lower),
        new NativeFunction<string, string>("spark_initcap", TextCase.Capitals),
        new NativeFunction<string, string>("spark_reverse", TextPieces.Reverse),
        new NativeFunction<string, string, string, string>("spark_translate", TextPieces.Translate),
        new NativeFunction<string, string, long, string>("spark_substring_index", TextPieces.SubstringIndex),
        new NativeFunction<byte[], long, long, byte[]>("spark_substring_binary", TextPieces.Substring),
        new NativeFunction<string, string, long>("spark_levenshtein", TextPieces.Levenshtein),
        new NativeFunction<string, string>("spark_soundex", TextCodes.Soundex),
        new NativeFunction<string, string, string>("spark_mask", TextCodes.Mask),
        new NativeFunction<string, bool>("spark_luhn_check", TextCodes.IsLuhn),
        new NativeFunction<double, string, string>("spark_format_floating", DecimalPattern.Format),
        new NativeFunction<string, string, bool, string>("spark_format_exact", DecimalPattern.Format),
        new NativeFunction<string, string, string, string>("spark_format_string", JavaFormat.Format),
        new NativeFunction<string, string, string>("spark_to_char", NumberFormatWriter.Write),
        new NativeFunction<string, string, bool, string?>("spark_to_number", NumberFormatReader.Read),
        new NativeFunction<string, string, bool>("spark_regexp_like", JavaRegex.IsMatch),
        new NativeFunction<string, string, long, string>("spark_regexp_extract", JavaRegex.Extract),
        new NativeFunction<string, string, long, string>("spark_regexp_extract_all", JavaRegex.ExtractAll),
        new NativeFunction<string, string, string, long, string>("spark_regexp_replace", JavaRegex.Replace),
        new NativeFunction<string, string, long>("spark_regexp_count", JavaRegex.Count),
        new NativeFunction<string, string, long>("spark_regexp_instr", JavaRegex.Position),
        new NativeFunction<string, string, string?>("spark_regexp_substr", JavaRegex.First),
        new NativeFunction<string, string, long, string>("spark_split", JavaRegex.Split),
        new NativeFunction<double, long, double>("spark_round", (value, scale) => Round(value, scale, MidpointRounding.AwayFromZero)),
        new NativeFunction<double, long, double>("spark_bround", (value, scale) => Round(value, scale, MidpointRounding.ToEven)),
        new NativeFunction<long, string, string, string>("spark_format_timestamp", DateTimePattern.Format),
        new NativeFunction<string, string, string, long>("spark_parse_timestamp", DateTimePattern.Parse),
        new NativeFunction<string, string, string, string?>("spark_try_parse_timestamp_text", DateTimePattern.TryParseText),
        new NativeFunction<string, string, long>("spark_make_timestamp", DateTimePattern.MakeTimestamp),
        new NativeFunction<long, long, long, long>("spark_make_date", DateTimePattern.MakeDate),
        new NativeFunction<string, string, string, string?>("spark_from_json", JsonReading.Read),
        new NativeFunction<string, string, string?>("spark_json_path", JsonTexts.Get),
        new NativeFunction<string, string, string?>("spark_json_field", JsonTexts.Field),
        new NativeFunction<string, long?>("spark_json_array_length", JsonTexts.ArrayLength),
        new NativeFunction<string, string?>("spark_json_keys", JsonTexts.Keys),
        new NativeFunction<string, bool, byte[]?>("spark_unhex", Encodings.Unhex),
        new NativeFunction<byte[], string>("spark_base64", Encodings.ToBase64),
        new NativeFunction<string, byte[]>("spark_unbase64", Encodings.FromBase64),
        new NativeFunction<string, string, byte[]>("spark_encode", Encodings.Encode),
        new NativeFunction<byte[], string, string>("spark_decode", Encodings.Decode),
        new NativeFunction<byte[], long, string?>("spark_sha2", Encodings.Sha2),
        new NativeFunction<byte[], long>("spark_crc32", Encodings.Crc32),
        new NativeFunction<long, string>("spark_bin", Encodings.Binary),
        new NativeFunction<string, long, long, string?>("spark_conv", Encodings.Conv),
        new NativeFunction<string, string>("spark_url_encode", Urls.Encode),
        new NativeFunction<string, bool, string?>("spark_url_decode", Urls.Decode),
        new NativeFunction<string, string, string, string?>("spark_parse_url", Urls.Part),
        new NativeFunction<long, long, long>("spark_murmur_int", SparkHashes.MurmurInt),
        new NativeFunction<long, long, long>("spark_murmur_long", SparkHashes.MurmurLong),
        new NativeFunction<double, long, long>("spark_murmur_double", SparkHashes.MurmurDouble),
        new NativeFunction<double, long, long>("spark_murmur_float", SparkHashes.MurmurFloat),
        new NativeFunction<string, long, long>("spark_murmur_text", SparkHashes.MurmurText),
        new NativeFunction<byte[], long, long>("spark_murmur_bytes", SparkHashes.MurmurBytes),
        new NativeFunction<string, long, long, long>("spark_murmur_decimal", SparkHashes.MurmurDecimal),
        new NativeFunction<long, long, long>("spark_xxhash_int", SparkHashes.XxInt),
        new NativeFunction<long, long, long>("spark_xxhash_long", SparkHashes.XxLong),
        new NativeFunction<double, long, long>("spark_xxhash_double", SparkHashes.XxDouble),
        new NativeFunction<double, long, long>("spark_xxhash_float", SparkHashes.XxFloat),
        new NativeFunction<string, long, long>("spark_xxhash_text", SparkHashes.XxText),
        new NativeFunction<byte[], long, long>("spark_xxhash_bytes", SparkHashes.XxBytes),
        new NativeFunction<string, long, long, long>("spark_xxhash_decimal", SparkHashes.XxDecimal),
        new NativeFunction<long, string, long>("spark_from_utc", DateTimePattern.FromUtc),
        new NativeFunction<long, string, long>("spark_to_utc", DateTimePattern.ToUtc),
        new NativeFunction<string, string, long, string>("spark_decimal_product", WideDecimals.Product),
        new NativeFunction<string, string, long, string?>("spark_decimal_quotient", WideDecimals.Quotient),
        new NativeFunction<string, string, bool, long?>("spark_text_to_interval", IntervalTexts.Parse),
        new NativeFunction<long, string, string>("spark_interval_text", IntervalTexts.Text),
        new NativeFunction<string, bool, bool?>("spark_text_to_boolean", TextCasts.ToBoolean),
        new NativeFunction<string, string, bool, long?>("spark_text_to_whole", TextCasts.ToWhole),
        new NativeFunction<string, string, bool, double?>("spark_text_to_double", TextCasts.ToDouble),
        new NativeFunction<string, long, bool, string?>("spark_text_to_decimal", TextCasts.ToDecimal),
        new NativeFunction<string, bool, long?>("spark_text_to_days", TextCasts.ToDays),
        new NativeFunction<string, string, bool, long?>("spark_text_to_micros", TextCasts.ToMicros),
        new NativeFunction<double, string>("spark_double_text", JavaNumber.Text),
        new NativeFunction<double, string>("spark_float_text", value => JavaNumber.Text((float)value)),
    ];

    // By the shortest digits that stand for the double, as Java's BigDecimal.valueOf does.
    private static double Round(double value, long scale, MidpointRounding mode)
    {
        if (!double.IsFinite(value))
            return value;

        // Java's decimals know no negative zero.
        return Rounded(value, scale, mode) + 0.0;
    }

    private static double Rounded(double value, long scale, MidpointRounding mode)
    {
        if (Math.Abs(value) < 1e15 && scale is >= 0 and <= 12 && decimal.TryParse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            return (double)Math.Round(exact, (int)scale, mode);
        var factor = Math.Pow(10, scale);
        var scaled = value * factor;
        return double.IsFinite(scaled) ? Math.Round(scaled, mode) / factor : value;
    }
}
