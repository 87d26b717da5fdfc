using ReviewFlow.Reports.Rendering.Text;

namespace ReviewFlow.Reports.Tests.Rendering.Text;

public class BidiTests
{
    // Capitals stand for Hebrew letters, as in the examples of UAX #9.
    [Theory]
    [InlineData("car", "000")]
    [InlineData("CAR", "111")]
    [InlineData("car CAR 12", "0000111122")]
    [InlineData("CAR car", "1111222")]
    [InlineData("CAR 1.5%", "11112222")]
    [InlineData("CAR (car).", "1111122211")]
    [InlineData("12 car", "000000")]
    [InlineData("car 12 CAR", "0000000111")]
    public void Each_character_gets_the_level_the_standard_gives_it(string text, string levels)
    {
        int[] characters = [.. text.Select(c => c is >= 'A' and <= 'Z' ? 0x5D0 + (c - 'A') : c)];
        Assert.Equal(levels, string.Concat(Bidi.Levels(characters, out _)));
    }
}
