namespace Edlake.Sql.Binding.Mentions;

/// <summary>Puts mentions in the order of the text.</summary>
internal static class MentionOrder
{
    /// <summary>Each stretch once, outermost ones only: what stands within a name that is replaced goes with it.</summary>
    internal static IReadOnlyList<Mention> Of(IReadOnlyList<Mention> mentions)
    {
        var ordered = new List<Mention>();
        foreach (var mention in mentions.Where(mention => mention.Span.Length > 0).OrderBy(mention => mention.Span.Start).ThenByDescending(mention => mention.Span.Length))
        {
            if (ordered.Count == 0 || mention.Span.Start >= ordered[^1].Span.End)
                ordered.Add(mention);
        }

        return ordered;
    }
}
