using ReviewFlow.Pairs;

namespace ReviewFlow.Delivery.Pages.Views;

/// <summary>How the pages name somebody who acted.</summary>
internal static class Acted
{
    /// <summary><c>Dana Diaz on behalf of Pia Chief</c></summary>
    public static string By(Person by, Person? onBehalfOf) => by.Name + For(onBehalfOf);

    /// <summary><c> on behalf of Pia Chief</c>; nothing for oneself.</summary>
    public static string For(Person? onBehalfOf) => onBehalfOf is null ? "" : $" on behalf of {onBehalfOf.Name}";
}
