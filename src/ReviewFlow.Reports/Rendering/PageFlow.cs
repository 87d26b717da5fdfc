namespace ReviewFlow.Reports.Rendering;

/// <summary>
/// Places pieces on pages, one after the other. Each is looked at once, so that time grows with the length of the
/// report only; a page that is full is handed on, so that memory does not grow with it.
/// </summary>
/// <param name="full">Takes a page's number and its pieces, which it must not keep.</param>
internal sealed class PageFlow(Action<int, IReadOnlyList<(LayoutBlock LayoutBlock, float Y)>> full)
{
    private readonly Dictionary<string, int> _anchors = [];
    private readonly List<(LayoutBlock LayoutBlock, float Y)> _page = [];
    private int _count;
    private float _y = float.MaxValue;

    public Pages Pages => new(_anchors, _count);

    private bool AtTop => _page.Count == 0;

    /// <param name="onNewPage">Where there is a piece.</param>
    public void Add(IEnumerable<LayoutBlock> pieces, bool onNewPage)
    {
        var together = new List<LayoutBlock>();
        foreach (var piece in pieces)
        {
            if (onNewPage)
                NewPage();
            onNewPage = false;
            together.Add(piece);
            if (!piece.StaysWithNext)
                Place(together);
        }
        Place(together);
    }

    /// <summary>Hands on the last page.</summary>
    public void End()
    {
        if (_count > 0)
            full(_count, _page);
        _page.Clear();
    }

    private void NewPage()
    {
        End();
        _count++;
        _y = Theme.Top;
    }

    private void Place(List<LayoutBlock> together)
    {
        if (together.Count == 0)
            return;
        var height = together[0].Height;
        foreach (var piece in together.Skip(1))
            height += piece.Before + piece.Height;
        if (!AtTop && height <= Theme.Bottom - Theme.Top && _y + together[0].Before + height > Theme.Bottom)
            Turn(together[0]);
        foreach (var piece in together)
            Place(piece);
        together.Clear();
    }

    private void Place(LayoutBlock piece)
    {
        if (_count == 0)
            NewPage();
        if (!AtTop && _y + piece.Before + piece.Height > Theme.Bottom)
            Turn(piece);
        if (!AtTop)
            _y += piece.Before;
        _page.Add((piece, _y));
        if (piece.Anchor is { } anchor)
            _anchors[anchor] = _count;
        _y += piece.Height;
    }

    private void Turn(LayoutBlock first)
    {
        NewPage();
        if (first.Header is not { } header)
            return;
        _page.Add((header, _y));
        _y += header.Height;
    }
}
