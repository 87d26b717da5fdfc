using CsCheck;

namespace ReviewFlow.Tests.Laws;

public sealed class QuarterLawsTests
{
    [Fact]
    public void Whatever_is_tried_in_whatever_order_no_law_breaks() =>
        Story.Any.Sample(story => Assert.Null(QuarterLaws.FirstBroken(RulesUnderTest.Real, story)), iter: 1000);
}
