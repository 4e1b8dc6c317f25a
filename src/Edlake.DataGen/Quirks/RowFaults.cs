using System.Globalization;
using System.Text;
using Edlake.DataGen.Files;
using Edlake.DataGen.Randomness;

namespace Edlake.DataGen.Quirks;

/// <summary>Changes to one row: some keep its meaning, others spoil it.</summary>
internal sealed class RowFaults(EntityFaults faults, RandomStream random)
{
    private static readonly string[] Unicode =
    [
        "Zu\u0308rich", "Malmo\u0308", "Sa\u0303o Paulo", "\u0141\u00F3d\u017A", "\u0627\u0644\u0642\u0627\u0647\u0631\u0629",
        "\u05D7\u05D9\u05E4\u05D4", "\u6771\u4EAC", "London \U0001F389", "\u0D9A\u0DDC\u0DC5\u0DB9", "\u0E01\u0E23\u0E38\u0E07\u0E40\u0E17\u0E1E\u0E2F",
    ];

    private static readonly string[] Quoted = ["Washington, D.C.", "Newcastle \"upon Tyne\"", "King's Lynn\nNorfolk", "\"Leeds\"", "Bath, \"Somerset\""];

    private static readonly int[] OffsetMinutes = [60, 330, 240, -480, 720, -300];

    private long _madeUp;

    /// <summary>Gives the row a key nobody else has: one digit longer than any real one.</summary>
    public void MakeUpKey(FieldRow row) => row.Replace(faults.KeyColumn, MadeUpCode(faults.KeyPrefix));

    public void DropKey(FieldRow row) => row.Replace(faults.KeyColumn, "");

    public void LoseParent(FieldRow row)
    {
        var column = faults.ParentColumns[random.Below(faults.ParentColumns.Length)];
        row.Replace(column, MadeUpCode((char)row[column][0]));
    }

    public void SpoilValue(FieldRow row)
    {
        var (column, text) = faults.BadValues[random.Below(faults.BadValues.Length)];
        row.Replace(column, text);
    }

    /// <summary>Makes the row an outdated version of itself.</summary>
    public void Outdate(FieldRow row)
    {
        var isFirst = row[faults.OutdatedColumn].SequenceEqual(Encoding.UTF8.GetBytes(faults.OutdatedTexts[0]));
        row.Replace(faults.OutdatedColumn, faults.OutdatedTexts[isFirst ? 1 : 0]);
    }

    public void ChangeCaseOrSpaces(FieldRow row)
    {
        var column = faults.CaseColumns[random.Below(faults.CaseColumns.Length)];
        var text = Encoding.UTF8.GetString(row[column]);
        row.Replace(column, random.Below(5) switch
        {
            0 => text.Any(char.IsAsciiLetterLower) ? text.ToUpperInvariant() : text.ToLowerInvariant(),
            1 => " " + text,
            2 => text + "  ",
            3 => " " + text.ToLowerInvariant() + " ",
            _ => char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant() + " ",
        });
    }

    public void UseUnicode(FieldRow row, int column) => row.Replace(column, Unicode[random.Below(Unicode.Length)]);

    public void UseQuotes(FieldRow row, int column) => row.Replace(column, Quoted[random.Below(Quoted.Length)]);

    /// <summary>
    /// Writes the instant with an offset: one that moves it to another calendar day, if there is one. So what reads local time as UTC
    /// gets the day wrong, and at a month's end the month.
    /// </summary>
    public void UseOffset(FieldRow row)
    {
        var instant = Parse(row[faults.InstantColumn]);
        var start = random.Below(OffsetMinutes.Length);
        var chosen = OffsetMinutes[start];
        for (var step = 0; step < OffsetMinutes.Length; step++)
        {
            var minutes = OffsetMinutes[(start + step) % OffsetMinutes.Length];
            if (CalendarText.DayOf(instant + (minutes * 60)) == CalendarText.DayOf(instant)) continue;
            chosen = minutes;
            break;
        }
        Span<byte> text = stackalloc byte[25];
        CalendarText.WriteInstant(text, instant + (chosen * 60), random.Below(2) == 0 ? (byte)'T' : (byte)' ');
        var sign = chosen < 0 ? '-' : '+';
        var offset = string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(chosen) / 60:D2}:{Math.Abs(chosen) % 60:D2}");
        Encoding.UTF8.GetBytes(offset, text[19..]);
        row.Replace(faults.InstantColumn, text);
    }

    public void UseIso(FieldRow row)
    {
        Span<byte> text = stackalloc byte[20];
        row[faults.InstantColumn].CopyTo(text);
        text[10] = (byte)'T';
        text[19] = (byte)'Z';
        row.Replace(faults.InstantColumn, text);
    }

    /// <summary>The line of a row that ends after its second field.</summary>
    public static byte[] TooShort(FieldRow row) => Join(row, 2, -1);

    /// <summary>The line of a row with a stray field before its instant, as an unquoted decimal comma leaves it: all that follows is shifted.</summary>
    public byte[] TooLong(FieldRow row) => Join(row, row.Count, faults.InstantColumn);

    /// <summary>A line that is cut off after a quote was opened.</summary>
    public byte[] CutOff() => Encoding.UTF8.GetBytes(MadeUpCode(faults.KeyPrefix) + ",\"interru");

    private static byte[] Join(FieldRow row, int fields, int strayAt)
    {
        var line = new List<byte>();
        for (var column = 0; column < fields; column++)
        {
            if (column > 0) line.Add((byte)',');
            if (column == strayAt) line.AddRange("50,"u8);
            line.AddRange(row[column]);
        }
        return [.. line];
    }

    private static long Parse(ReadOnlySpan<byte> text) => (long)(DateTime.ParseExact(
        Encoding.UTF8.GetString(text), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) - DateTime.UnixEpoch).TotalSeconds;

    private string MadeUpCode(char prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}9{++_madeUp:D8}");
}
