using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Text;

namespace ReviewFlow.Infrastructure.Mail.SendGrid;

/// <summary>
/// Tells SendGrid's batches of events from anybody else's: ECDSA over P-256 with SHA-256, of the timestamp and the body
/// as they came in (Twilio SendGrid, "Event Webhook Security Features").
/// </summary>
public sealed class SendGridSignature
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature",
        TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>
    /// SendGrid tries a batch for a day and does not say whether it signs each try again. What is replayed within that
    /// does nothing twice.
    /// </summary>
    public static readonly Duration Oldest = Duration.FromHours(25);

    /// <summary>How far its clock may be ahead of ours.</summary>
    public static readonly Duration Newest = Duration.FromMinutes(5);

    private readonly byte[] _publicKey;

    /// <param name="publicKey">Base64 of a SubjectPublicKeyInfo in DER, as SendGrid shows it.</param>
    /// <exception cref="OperatorException">It is no P-256 key.</exception>
    public SendGridSignature(string publicKey)
    {
        try
        {
            _publicKey = Convert.FromBase64String(publicKey);
            using var key = Key();
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new ConfigurationException(SenderTexts.WebhookKeyWrong, e);
        }
    }

    /// <summary>Whether SendGrid signed exactly this, not too long ago.</summary>
    public bool Fits(string? timestamp, string? signature, ReadOnlySpan<byte> body, Instant now)
    {
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > Instant.MaxValue.ToUnixTimeSeconds()
        )
            return false;
        var age = now - Instant.FromUnixTimeSeconds(seconds);
        if (age > Oldest || age < -Newest)
            return false;

        var der = new byte[80]; // r and s of 32 bytes each with what DER puts around them come to 72 at most
        if (!Convert.TryFromBase64String(signature ?? "", der, out var length))
            return false;
        using var key = Key();
        return key.VerifyData(
            [.. Encoding.ASCII.GetBytes(timestamp!), .. body],
            der.AsSpan(0, length),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
    }

    /// <summary>One per use: an ECDsa is not for two threads at once.</summary>
    private ECDsa Key()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(_publicKey, out _);
            return key.KeySize == 256
                ? key
                : throw new CryptographicException(SenderTexts.WrongKeySize.With(new { bits = key.KeySize }));
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
