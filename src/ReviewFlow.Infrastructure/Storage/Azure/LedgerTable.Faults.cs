using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Quarters;

namespace ReviewFlow.Infrastructure.Storage.Azure;

public sealed partial class LedgerTable
{
    /// <summary>Lets through what has a meaning for the caller; everything else becomes one plain sentence.</summary>
    private async Task<T> Guarded<T>(Func<Task<T>> call, Doing doing, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            throw new UnusableException(
                $"There is no table {client.Name} in {client.Uri.Host}. Deploy the infrastructure first.",
                e
            );
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new UnusableException(
                $"The table {client.Name} in {client.Uri.Host} may not be used by this identity; it needs the "
                    + "role 'Storage Table Data Contributor'.",
                e
            );
        }
        // A try that took too long is cancelled by the client; after its last try it throws all that went wrong
        // together.
        catch (Exception e)
            when (e is RequestFailedException { Status: not (404 or 409 or 412) } or AggregateException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new UnusableException(
                doing == Doing.Reading
                    ? $"The table {client.Name} in {client.Uri.Host} does not answer: {OneLine(e)}"
                    : $"The table {client.Name} in {client.Uri.Host} did not confirm what was written: "
                        + $"{OneLine(e)} Look whether it is there before you do it again.",
                e
            );
        }
    }

    private static string OneLine(Exception e) =>
        (e is AggregateException all ? all.InnerExceptions[^1] : e).Message.Split('\n')[0].Trim();
}
