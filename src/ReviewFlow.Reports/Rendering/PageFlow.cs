namespace ReviewFlow.Reports.Rendering;

/// <summary>
/// Places pieces on pages, one after the other. Each is looked at once, so that time grows with the length of the
/// report only.
/// </summary>
internal sealed class PageFlow
{
    private readonly List<List<(LayoutBlock LayoutBlock, float Y)>> _pages = [];
    private readonly Dictionary<string, int> _anchors = [];
    private float _y = float.MaxValue;

    public IReadOnlyList<IReadOnlyList<(LayoutBlock LayoutBlock, float Y)>> Sheets => _pages;

    public Pages Pages => new(_anchors, _pages.Count);

    private bool AtTop => _pages.Count == 0 || _pages[^1].Count == 0;

    public void NewPage()
    {
        _pages.Add([]);
        _y = Theme.Top;
    }

    public void Add(IReadOnlyList<LayoutBlock> pieces)
    {
        for (var i = 0; i < pieces.Count; )
        {
            var end = i + 1;
            var height = pieces[i].Height;
            while (pieces[end - 1].StaysWithNext && end < pieces.Count)
            {
                height += pieces[end].Before + pieces[end].Height;
                end++;
            }
            if (!AtTop && height <= Theme.Bottom - Theme.Top && _y + pieces[i].Before + height > Theme.Bottom)
                Turn(pieces[i]);
            for (; i < end; i++)
                Place(pieces[i]);
        }
    }

    private void Place(LayoutBlock piece)
    {
        if (_pages.Count == 0)
            NewPage();
        if (!AtTop && _y + piece.Before + piece.Height > Theme.Bottom)
            Turn(piece);
        if (!AtTop)
            _y += piece.Before;
        _pages[^1].Add((piece, _y));
        if (piece.Anchor is { } anchor)
            _anchors[anchor] = _pages.Count;
        _y += piece.Height;
    }

    private void Turn(LayoutBlock first)
    {
        NewPage();
        if (first.Header is not { } header)
            return;
        _pages[^1].Add((header, _y));
        _y += header.Height;
    }
}
