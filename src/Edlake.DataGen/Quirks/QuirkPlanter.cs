using Edlake.DataGen.Files;
using Edlake.DataGen.Randomness;

namespace Edlake.DataGen.Quirks;

/// <summary>
/// Passes an entity's clean rows on to its files and plants a quirk now and then. A good row always arrives, perhaps late, twice or in odd
/// writing; whatever must be set aside is an extra row under a key of its own. So gold is that of the clean model, and what cleaning drops
/// is exactly what the ledger counts.
/// </summary>
internal sealed class QuirkPlanter
{
    private readonly EntityExport _export;
    private readonly QuirkRates _rates;
    private readonly QuirkLedger _ledger;
    private readonly RandomStream _random;
    private readonly RowFaults _faults;
    private readonly string _entity;
    private int _untilNext = int.MaxValue;

    public QuirkPlanter(EntityExport export, QuirkRates rates, QuirkLedger ledger, RandomStream random)
    {
        _export = export;
        _rates = rates;
        _ledger = ledger;
        _random = random;
        _entity = export.Shape.Entity;
        _faults = new RowFaults(EntityFaults.Of(export.Shape), random);
        DrawNext();
    }

    /// <summary>Writes a clean row. The row may be changed on the way.</summary>
    public void Write(FieldRow row)
    {
        if (_untilNext == int.MaxValue || --_untilNext > 0)
        {
            _export.Write(row);
            return;
        }
        var kind = _rates.Kinds[_random.Weighted(_rates.PartsPerMillion)];
        Plant(kind, row);
        _ledger.Planted(_entity, kind);
        DrawNext();
    }

    /// <summary>Ends the entity: the last line may be cut off, as by an interrupted upload, and files have oddities of their own.</summary>
    public void Finish(bool isCutOff)
    {
        if (isCutOff)
        {
            WriteBroken(_faults.CutOff());
            _ledger.Planted(_entity, QuirkKind.UnterminatedQuote);
        }
        foreach (var dialect in _export.Dialects)
            foreach (var kind in FileQuirks.In(dialect, _export.Shape)) _ledger.Planted(_entity, kind);
    }

    private void Plant(QuirkKind kind, FieldRow row)
    {
        switch (kind)
        {
            case QuirkKind.ExactDuplicate:
                _export.Write(row);
                _export.Write(row);
                _ledger.Duplicated(_entity);
                break;
            case QuirkKind.OlderVersion:
                WriteLate(row);
                _faults.Outdate(row);
                _export.Write(row);
                _ledger.Duplicated(_entity);
                break;
            case QuirkKind.LateRow:
                WriteLate(row);
                break;
            case QuirkKind.Orphan or QuirkKind.BadCast or QuirkKind.MissingKey or QuirkKind.TooFewFields or QuirkKind.TooManyFields:
                _export.Write(row);
                PlantSpoiled(kind, row);
                break;
            default:
                Rewrite(kind, row);
                _export.Write(row);
                break;
        }
    }

    /// <summary>A spoiled copy of a good row, under another key.</summary>
    private void PlantSpoiled(QuirkKind kind, FieldRow row)
    {
        _faults.MakeUpKey(row);
        switch (kind)
        {
            case QuirkKind.Orphan:
                _faults.LoseParent(row);
                WriteSpoiled(row, QuarantineReason.Orphan);
                break;
            case QuirkKind.BadCast:
                _faults.SpoilValue(row);
                WriteSpoiled(row, QuarantineReason.BadCast);
                break;
            case QuirkKind.MissingKey:
                _faults.DropKey(row);
                WriteSpoiled(row, QuarantineReason.MissingKey);
                break;
            case QuirkKind.TooFewFields:
                WriteBroken(RowFaults.TooShort(row));
                break;
            default:
                WriteBroken(_faults.TooLong(row));
                break;
        }
    }

    /// <summary>Other writing, same meaning.</summary>
    private void Rewrite(QuirkKind kind, FieldRow row)
    {
        switch (kind)
        {
            case QuirkKind.MixedCaseOrSpaces: _faults.ChangeCaseOrSpaces(row); break;
            case QuirkKind.UnicodeText: _faults.UseUnicode(row, _export.Shape["city"]); break;
            case QuirkKind.QuotedText: _faults.UseQuotes(row, _export.Shape["city"]); break;
            case QuirkKind.OffsetTimestamp: _faults.UseOffset(row); break;
            case QuirkKind.IsoTimestamp: _faults.UseIso(row); break;
            default: throw new InvalidOperationException($"{kind} does not befall a row.");
        }
    }

    private void WriteLate(FieldRow row) => _export.WriteLate(row, _random.Below(_export.LateFileCount));

    private void WriteSpoiled(FieldRow row, string reason)
    {
        _export.Write(row);
        _ledger.Quarantined(_entity, reason);
    }

    private void WriteBroken(byte[] line)
    {
        _export.WriteBrokenLine(line);
        _ledger.Quarantined(_entity, QuarantineReason.Malformed);
    }

    private void DrawNext()
    {
        if (_rates.Total > 0) _untilNext = 1 + _random.Below(Math.Max(1, 2_000_000 / _rates.Total));
    }
}
