using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using ReviewFlow.Application;
using ReviewFlow.Quarters;
using ReviewFlow.Text;

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
            throw new DependencyUnavailableException(
                StorageTexts.TableMissing.With(new { name = _client.Name, host = _client.Uri.Host }),
                e
            );
        }
        catch (RequestFailedException e) when (e.Status is 401 or 403)
        {
            throw new DependencyUnavailableException(
                StorageTexts.TableForbidden.With(new { name = _client.Name, host = _client.Uri.Host }),
                e
            );
        }
        catch (RequestFailedException e) when (doing == Doing.Writing && e.Status is 400 or 413)
        {
            throw new IntegrityException(
                StorageTexts.TableRefused.With(
                    new
                    {
                        name = _client.Name,
                        host = _client.Uri.Host,
                        problem = OneLine(e),
                    }
                ),
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
            throw new DependencyUnavailableException(
                (doing == Doing.Reading ? StorageTexts.TableDoesNotAnswer : StorageTexts.TableDidNotConfirm).With(
                    new
                    {
                        name = _client.Name,
                        host = _client.Uri.Host,
                        problem = OneLine(e),
                    }
                ),
                e
            );
        }
    }

    private static string OneLine(Exception e) =>
        (e is AggregateException all ? all.InnerExceptions[^1] : e).Message.Split('\n')[0].Trim();
}
