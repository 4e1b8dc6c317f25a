namespace Edlake.Sql.Functions.Native;

/// <summary>One <c>%[index$][flags][width][.precision]conversion</c> of a format; width and precision are -1 where there is none.</summary>
internal sealed record JavaFormatSpecifier(string Text, int Index, string Flags, int Width, int Precision, char Conversion, bool IsUpper)
{
    /// <summary>Whether it takes the argument of the specifier before it.</summary>
    internal bool IsRelative => Has('<');

    internal bool Has(char flag) => Flags.Contains(flag, StringComparison.Ordinal);

    /// <summary>A text cut to the precision, in capitals if asked for, and filled up to the width.</summary>
    internal string Written(string text)
    {
        var cut = Precision >= 0 && Precision < text.Length ? text[..Precision] : text;
        return Justified(IsUpper ? TextCase.Upper(cut) : cut);
    }

    internal string Justified(string text) => Has('-') ? text.PadRight(Math.Max(Width, 0)) : text.PadLeft(Math.Max(Width, 0));

    /// <summary>Raises what Java finds wrong before it looks at an argument.</summary>
    internal void Check()
    {
        if (Flags.Distinct().Count() < Flags.Length)
            throw JavaFormatErrors.Wrong($"Flags = '{Flags}'");
        switch (Conversion)
        {
            case 'b' or 'h' or 's':
                Forbid("#+ 0,(");
                break;
            case 'c':
                ForbidPrecision();
                Forbid("#+ 0,(");
                break;
            case 'd' or 'o' or 'x':
                ForbidPrecision();
                Forbid(Conversion == 'd' ? "#" : ",");
                CheckNumber();
                break;
            case 'e' or 'f' or 'g' or 'a':
                Forbid(Conversion switch { 'e' => ",", 'g' => "#", 'a' => "(,", _ => "" });
                CheckNumber();
                break;
            default:
                CheckText();
                break;
        }

        if (Has('-') && Width < 0)
            throw JavaFormatErrors.Wrong(Text);
    }

    private void CheckNumber()
    {
        if (Has('0') && Width < 0)
            throw JavaFormatErrors.Wrong(Text);
        if ((Has('+') && Has(' ')) || (Has('-') && Has('0')))
            throw JavaFormatErrors.Wrong($"Flags = '{Flags}'");
    }

    private void CheckText()
    {
        ForbidPrecision();
        if (Flags.Trim('<') is not "" and var flags && (flags != "-" || Conversion == 'n'))
            throw JavaFormatErrors.Wrong($"Flags = '{flags}'");
        if (Conversion == 'n' && Width >= 0)
            throw JavaFormatErrors.Wrong($"{Width}");
    }

    /// <summary>Raises when one of the flags is there.</summary>
    internal void Forbid(string flags)
    {
        foreach (var flag in flags.Where(Has))
            throw JavaFormatErrors.Wrong($"Conversion = {Conversion}, Flags = {flag}");
    }

    private void ForbidPrecision()
    {
        if (Precision >= 0)
            throw JavaFormatErrors.Wrong($"{Precision}");
    }
}
