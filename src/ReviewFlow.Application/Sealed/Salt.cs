using System.Security.Cryptography;

namespace ReviewFlow.Application.Sealed;

/// <summary>
/// What keeps a commitment in the ledger from being guessed: 256 random bits, 64 lower-case hexadecimal digits.
/// </summary>
public static class Salt
{
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
