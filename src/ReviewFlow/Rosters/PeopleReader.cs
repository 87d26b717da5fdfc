using System.Collections.Immutable;
using ReviewFlow.Json;
using ReviewFlow.Pairs;
using ReviewFlow.People;
using ReviewFlow.Text;

namespace ReviewFlow.Rosters;

/// <summary>Reads persons and the tree of pairs, and holds two seats to two people.</summary>
internal static class PeopleReader
{
    private const int MaxNamesakeGroups = 100,
        MaxNamesakes = 20;

    public static Person? ReadPerson(ObjectReader at)
    {
        var name = at.Text("name", Person.MaxNameLength);
        var email = at.Text("email", Person.MaxEmailLength);
        at.NothingElse();
        if (email is null)
            return null;
        if (EmailAddress.TryRead(email, out var address))
            return name is null ? null : new(name, address);
        at.ReportAt("email", RosterTexts.NotAnAddress.With(new { address = email }), EmailAddress.Wanted);
        return null;
    }

    /// <summary>
    /// Groups of addresses of different people whose names are alike. At least one of a group is on the roster, so that
    /// a slip is noticed.
    /// </summary>
    public static ImmutableArray<ImmutableArray<PersonId>> ReadNamesakes(ObjectReader at, Mentions mentions)
    {
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<PersonId>>();
        foreach (var item in at.Array("namesakes", 1, MaxNamesakeGroups, required: false))
        {
            var listed = at.Array(item, 2, MaxNamesakes);
            ImmutableArray<PersonId> people = [.. listed.Select(a => ReadAddress(at, a)).OfType<PersonId>()];
            if (people.Length < listed.Count || people.IsEmpty)
                continue;
            if (people.Distinct().Count() < people.Length)
                at.Report(item, RosterTexts.NamesakesShareMailbox, RosterTexts.NamesakesDistinct);
            else if (!people.Any(mentions.Names))
                at.Report(item, RosterTexts.NamesakesNotOnRoster, RosterTexts.NamesakesExpected);
            else
                groups.Add(people);
        }
        return groups.ToImmutable();
    }

    public static PersonId? ReadAddress(ObjectReader at, string name) =>
        at.Take(name) is { } value ? ReadAddress(at, value) : null;

    public static PersonId? ReadAddress(ObjectReader at, LocatedJson value)
    {
        if (at.Text(value, Person.MaxEmailLength) is not { } email)
            return null;
        if (EmailAddress.TryRead(email, out var address))
            return PersonId.Of(address);
        at.Report(value, RosterTexts.NotAnAddress.With(new { address = email }), EmailAddress.Wanted);
        return null;
    }

    /// <returns>The sound pairs, and the ids of all, so that a team of an unsound pair is not called lost.</returns>
    public static (ImmutableArray<Pair> Sound, HashSet<PairId> Named) ReadPairs(
        IReadOnlyList<LocatedJson> items,
        Mentions mentions,
        Findings problems
    )
    {
        var read = items.Select(item => ReadPair(new ObjectReader(item, problems), mentions)).ToArray();
        CheckTree([.. read.Where(r => r.Id is not null).Select(r => (r.Id!.Value, r.Parent, r.At))]);
        CheckPaths([.. read.Where(r => r.Pair is not null).Select(r => (r.Pair!, r.At))], mentions);
        return (
            [.. read.Where(r => r.Pair is not null).Select(r => r.Pair!)],
            [.. read.Where(r => r.Id is not null).Select(r => r.Id!.Value)]
        );
    }

    private static (PairId? Id, PairId? Parent, Pair? Pair, ObjectReader At) ReadPair(
        ObjectReader at,
        Mentions mentions
    )
    {
        var id = at.Parsed<PairId>("id", RosterTexts.IdFormat.With(new { form = Slug.Form }));
        var parent = at.Parsed<PairId>("parent", RosterTexts.ParentIdExpected, required: false);
        var product = at.Object("product") is { } p ? mentions.Read(p) : null;
        var technology = at.Object("technology") is { } t ? mentions.Read(t) : null;
        at.NothingElse();

        if (product is not null && product.Id == technology?.Id)
        {
            at.ReportAt(
                "technology",
                RosterTexts.SamePersonInBothSeats,
                RosterTexts.TwoPeopleExpected.With(new { person = product.Id })
            );
            mentions.Reported(product.Id);
            return (id, parent, null, at);
        }
        return (
            id,
            parent,
            id is null || product is null || technology is null ? null : new(id.Value, parent, product, technology),
            at
        );
    }

    private static void CheckTree((PairId Id, PairId? Parent, ObjectReader At)[] pairs)
    {
        var parents = new Dictionary<PairId, PairId?>();
        foreach (var (id, parent, at) in pairs)
        {
            if (!parents.TryAdd(id, parent))
                at.ReportAt("id", RosterTexts.PairIdTaken.With(new { id }), RosterTexts.GiveEachItsOwn);
        }

        var root = default(PairId?);
        foreach (var (id, parent, at) in pairs)
        {
            if (parent is { } above && !parents.ContainsKey(above))
                at.ReportAt("parent", RosterTexts.ParentUnknown.With(new { pair = above }), RosterTexts.NameListedPair);
            else if (parent is null && root is { } first && first != id)
                at.ReportAt(
                    "parent",
                    RosterTexts.SecondRoot.With(new { pair = id, first }),
                    RosterTexts.OneRootExpected
                );
            else if (parent is null)
                root = id;
            else if (GoesInCircles(id))
                at.ReportAt("parent", RosterTexts.ParentsFormCircle.With(new { pair = id }), RosterTexts.TreeExpected);
        }
        if (root is null && pairs is [var any, ..] && !GoesInCircles(any.Id))
            any.At.ReportAt("parent", RosterTexts.RootMissing, RosterTexts.OneRootExpected);

        bool GoesInCircles(PairId start)
        {
            var at = parents.GetValueOrDefault(start);
            for (var steps = 0; at is { } id && steps <= parents.Count; steps++)
            {
                if (id == start)
                    return true;
                at = parents.GetValueOrDefault(id);
            }
            return false;
        }
    }

    /// <summary>
    /// On the way from a team to the root nobody sits in a Product seat and in a Technology seat. Goes up as far as the
    /// pairs are sound, so that a problem elsewhere does not hide this one.
    /// </summary>
    private static void CheckPaths((Pair Pair, ObjectReader At)[] pairs, Mentions mentions)
    {
        var known = pairs.DistinctBy(p => p.Pair.Id).ToDictionary(p => p.Pair.Id, p => p.Pair);
        foreach (var (pair, at) in pairs)
        {
            var (path, seen) = (new List<Pair> { pair }, new HashSet<PairId> { pair.Id });
            while (path[^1].Parent is { } above && known.TryGetValue(above, out var next) && seen.Add(above))
                path.Add(next);
            var product = path.Select(p => p.Product.Id).ToHashSet();
            if (path.FirstOrDefault(p => product.Contains(p.Technology.Id)) is not { } both)
                continue;
            at.ReportAt(
                "product",
                RosterTexts.BothKindsOfSeat.With(new { name = both.Technology.Name, pair = pair.Id }),
                RosterTexts.OneKindOfSeat.With(new { person = both.Technology.Id })
            );
            mentions.Reported(both.Technology.Id);
        }
    }
}
