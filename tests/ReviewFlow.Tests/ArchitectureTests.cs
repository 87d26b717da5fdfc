using System.Reflection;
using ReviewFlow.Quarters;

namespace ReviewFlow.Tests;

public sealed class ArchitectureTests
{
    private static readonly string[] InputAndOutput =
    [
        "System.Net.Http",
        "System.Net.Sockets",
        "System.IO.FileSystem",
        "System.IO.Pipes",
        "System.Console",
        "System.Diagnostics.Process",
        "Microsoft",
    ];

    [Fact]
    public void The_rules_stand_on_the_base_class_library_and_on_noda_time_alone() =>
        Assert.All(References(), name =>
            Assert.True(
                name == "NodaTime" || name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard",
                name
            )
        );

    [Fact]
    public void The_rules_do_no_input_and_output() =>
        Assert.All(References(), name =>
            Assert.DoesNotContain(InputAndOutput, io => name.StartsWith(io, StringComparison.Ordinal))
        );

    /// <summary>
    /// A feature is a namespace. <see cref="Quarter"/> holds the state of them all and their rules decide on it, so
    /// only that one pairing may go both ways.
    /// </summary>
    [Fact]
    public void No_features_depend_on_each_other_in_a_circle()
    {
        var uses = typeof(QuarterRules)
            .Assembly.GetTypes()
            .Where(type => Feature(type) is not null)
            .SelectMany(type => Used(type).Select(used => (From: Feature(type)!, To: Feature(used))))
            .Where(use => use.To is not null && use.To != use.From)
            .ToLookup(use => use.From, use => use.To!);
        Assert.True(uses.Count > 8);
        var free = new HashSet<string>();
        var all = uses.Select(use => use.Key).Concat(uses.SelectMany(use => use)).ToHashSet();
        while (all.FirstOrDefault(f => !free.Contains(f) && uses[f].All(free.Contains)) is { } next)
            free.Add(next);
        Assert.Empty(all.Except(free));
    }

    private static string? Feature(Type type) =>
        type.Namespace is { } name
        && name.StartsWith("ReviewFlow.", StringComparison.Ordinal)
        && name != typeof(Quarter).Namespace
            ? name
            : null;

    /// <summary>Every type in the signatures, fields and method bodies of <paramref name="type"/>.</summary>
    private static IEnumerable<Type> Used(Type type)
    {
        const BindingFlags all =
            BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.Static
            | BindingFlags.Instance
            | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)).ToArray();
        var direct = type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(all).Select(f => f.FieldType))
            .Concat(methods.SelectMany(m => m.GetParameters()).Select(p => p.ParameterType))
            .Concat(methods.OfType<MethodInfo>().Select(m => m.ReturnType))
            .Concat(methods.SelectMany(Called));
        return direct.OfType<Type>().SelectMany(Parts).Distinct();
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];

    /// <summary>The types whose members the IL of <paramref name="method"/> names.</summary>
    private static IEnumerable<Type> Called(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        Type[] none = [];
        var ofType = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : none;
        var ofMethod = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : none;
        for (var i = 0; i + 4 <= il.Length; i++)
        {
            var token = BitConverter.ToInt32(il, i);
            if ((token >> 24) is not (0x02 or 0x04 or 0x06 or 0x0A or 0x1B or 0x2B))
                continue;
            MemberInfo? member;
            try
            {
                member = method.Module.ResolveMember(token, ofType, ofMethod);
            }
            catch (Exception e) when (e is ArgumentException or BadImageFormatException)
            {
                continue; // four bytes that only look like a token
            }
            if ((member as Type ?? member?.DeclaringType) is { } used)
                yield return used;
        }
    }

    private static IEnumerable<string> References() =>
        typeof(QuarterRules).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
}
