using System.Xml.Linq;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ReviewFlow.Functions.Hosting;

/// <summary>
/// The keys of cookies, forms and sealed texts, one blob each, so that every instance of the app opens what another sealed. None is
/// ever deleted: a sealed text may lie longer than its key seals. The account encrypts them at rest.
/// </summary>
internal sealed class KeyBlobs(BlobContainerClient container) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. container.GetBlobs().Select(b => XElement.Parse(container.GetBlobClient(b.Name).DownloadContent().Value.Content.ToString()))];

    public void StoreElement(XElement element, string friendlyName) => container.UploadBlob($"{friendlyName}.xml", BinaryData.FromString(element.ToString()));
}
