using Microsoft.AspNetCore.Components;

namespace ReviewFlow.Web.Shared;

/// <summary>A component that takes its model and nothing else.</summary>
public abstract class PageOf<TModel> : ComponentBase
    where TModel : notnull
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}
