using System.Xml.Linq;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection.Repositories;
using ReviewFlow.Application;

namespace ReviewFlow.Functions.Hosting;

/// <summary>
/// The keys of cookies, forms and sealed texts, one blob each, so that every instance of the app opens what another
/// sealed. None is ever deleted: a sealed text may lie longer than its key seals. The account encrypts them at rest.
/// </summary>
internal sealed class KeyBlobs(BlobContainerClient container) : IXmlRepository
{
    /// <exception cref="OperatorException">The container does not answer, so nothing is known of what the keys would
    /// open.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Guarded(() =>
            container
                .GetBlobs()
                .Select(b => XElement.Parse(container.GetBlobClient(b.Name).DownloadContent().Value.Content.ToString()))
                .ToArray()
        );

    /// <exception cref="OperatorException">The container does not answer.</exception>
    public void StoreElement(XElement element, string friendlyName) =>
        Guarded(() => container.UploadBlob($"{friendlyName}.xml", BinaryData.FromString(element.ToString())));

    private T Guarded<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        // After its last try the client throws all that went wrong together.
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
        {
            throw new DependencyUnavailableException(
                $"The keys in the container {container.Name} of {container.Uri.Host} cannot be read or "
                    + "written: "
                    + $"{(e is AggregateException all ? all.InnerExceptions[^1] : e).Message.Split('\n')[0].Trim()}",
                e
            );
        }
    }
}
