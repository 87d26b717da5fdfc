using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ReviewFlow.Json;

namespace ReviewFlow.Tests.Json;

public sealed class CanonicalJsonTests
{
    /// <summary>RFC 8785 appendix B: IEEE 754 bits and what they are written as.</summary>
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void A_number_is_written_as_the_standard_has_it(string bits, string expected) =>
        Assert.Equal(
            expected,
            CanonicalJson.Text(
                JsonValue.Create(
                    BitConverter.Int64BitsToDouble(
                        long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                    )
                )
            )
        );

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_has_no_canonical_form(double value) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Text(JsonValue.Create(value)));

    [Fact]
    public void A_number_beyond_a_double_has_no_canonical_form() =>
        Assert.Throws<FormatException>(() => CanonicalJson.Text(JsonNode.Parse("1e400")));

    /// <summary>
    /// RFC 8785 3.2.3: carriage return, digit, letters, emoji and Hebrew; by UTF-16 units, not by code points.
    /// </summary>
    [Fact]
    public void Members_are_sorted_by_their_utf16_units()
    {
        var members = JsonNode.Parse(
            """{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"""
        );
        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O "
                + "With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter "
                + "Dalet With Dagesh\"}",
            CanonicalJson.Text(members)
        );
    }

    /// <summary>The example of RFC 8785 3.2.2 to 3.2.4.</summary>
    [Fact]
    public void The_standards_own_example_comes_out_as_there()
    {
        var example = JsonNode.Parse(
            """
            { "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false] }
            """
        );
        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            CanonicalJson.Text(example)
        );
    }

    [Theory]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("/", "/")]
    [InlineData("\b\t\n\f\r", "\\b\\t\\n\\f\\r")]
    [InlineData("\u0000\u001f", "\\u0000\\u001f")]
    [InlineData("\u007f\u2028<>&'", "\u007f\u2028<>&'")]
    [InlineData("\U0001F600é", "\U0001F600é")]
    public void Only_what_must_be_escaped_is(string text, string escaped) =>
        Assert.Equal($"\"{escaped}\"", CanonicalJson.Text(JsonValue.Create(text)));

    [Theory]
    [InlineData(0xD800, "")]
    [InlineData(0xDC00, "")]
    [InlineData(0xD83D, "x")]
    public void Half_a_surrogate_pair_has_no_canonical_form(int half, string then)
    {
        Assert.Throws<FormatException>(() => CanonicalJson.Text(JsonValue.Create((char)half + then)));
        Assert.Throws<FormatException>(() => CanonicalJson.Text(new JsonObject { [(char)half + then] = 1 }));
    }

    [Fact]
    public void White_space_and_order_of_the_source_leave_no_trace() =>
        Assert.Equal(
            CanonicalJson.Sha256(JsonNode.Parse("""{"a":1,"b":[2,3]}""")),
            CanonicalJson.Sha256(JsonNode.Parse(" { \"b\" : [ 2.0 , 3e0 ],\n\"a\":1 } "))
        );

    [Fact]
    public void The_hash_is_of_the_utf8_bytes() =>
        Assert.Equal(
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            CanonicalJson.Sha256(new JsonObject())
        );

    [Fact]
    public void The_canonical_form_of_the_canonical_form_is_itself() =>
        AnyJson.Sample(
            json =>
            {
                var once = CanonicalJson.Text(json);
                Assert.Equal(once, CanonicalJson.Text(JsonNode.Parse(once)));
                Assert.Equal(once, Encoding.UTF8.GetString(CanonicalJson.Bytes(json)));
            },
            iter: 500,
            print: n => n?.ToJsonString() ?? "null"
        );

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char['\0', '\ud7ff'], 0, 6],
        Gen.OneOf("😀", "\ufb33", "a\r", "")
    );

    private static readonly Gen<JsonNode?> AnyScalar = Gen.OneOf<JsonNode?>(
        AnyText.Select(t => (JsonNode?)JsonValue.Create(t)),
        Gen.Double[-1e30, 1e30].Select(d => (JsonNode?)JsonValue.Create(d)),
        Gen.Int.Select(i => (JsonNode?)JsonValue.Create(i)),
        Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.Const((JsonNode?)null)
    );

    private static readonly Gen<JsonNode?> AnyJson = Gen.Recursive<JsonNode?>(
        (depth, self) =>
            depth > 3
                ? AnyScalar
                : Gen.OneOf<JsonNode?>(
                    AnyScalar,
                    self.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
                    Gen.Select(AnyText, self)
                        .Array[0, 3]
                        .Select(members =>
                            (JsonNode?)
                                new JsonObject(
                                    members
                                        .DistinctBy(m => m.Item1)
                                        .Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone()))
                                )
                        )
                )
    );
}
