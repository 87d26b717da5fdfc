using System.Security.Cryptography;
using System.Text;

namespace ReviewFlow.Delivery.Mail;

/// <summary>How a mail is known outside the house: the SHA-256 of its key, which names nobody.</summary>
public static class SendId
{
    /// <summary>64 lower-case hexadecimal digits; the same key always gives the same.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
