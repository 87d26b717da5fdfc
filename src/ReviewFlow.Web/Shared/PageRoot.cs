using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ReviewFlow.Web.Shared;

/// <summary>Draws a page, and hands its model to the slots of its forms.</summary>
internal sealed class PageRoot : ComponentBase
{
    [Parameter, EditorRequired]
    public required PageModel Model { get; set; }

    /// <summary>The component that draws it.</summary>
    [Parameter, EditorRequired]
    public required Type Component { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<PageModel>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<PageModel>.Value), Model);
        builder.AddComponentParameter(2, nameof(CascadingValue<PageModel>.IsFixed), true);
        builder.AddComponentParameter(
            3,
            nameof(CascadingValue<PageModel>.ChildContent),
            (RenderFragment)(
                child =>
                {
                    child.OpenComponent(0, Component);
                    child.AddComponentParameter(1, nameof(Model), Model);
                    child.CloseComponent();
                }
            )
        );
        builder.CloseComponent();
    }
}
