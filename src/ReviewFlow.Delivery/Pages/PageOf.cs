using Microsoft.AspNetCore.Components;

namespace ReviewFlow.Delivery.Pages;

/// <summary>A component that takes its model and nothing else.</summary>
public abstract class PageOf<TModel> : ComponentBase
    where TModel : notnull
{
    [Parameter, EditorRequired]
    public required TModel Model { get; set; }
}
