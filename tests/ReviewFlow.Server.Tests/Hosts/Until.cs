namespace ReviewFlow.Server.Tests.Hosts;

internal static class Until
{
    /// <summary>Only a failing test waits this long.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(3);

    public static async Task True(Func<Task<bool>> condition, string what, int everyMilliseconds = 25)
    {
        using var enough = new CancellationTokenSource(MaxWait);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            enough.Token,
            TestContext.Current.CancellationToken
        );
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(everyMilliseconds));
        try
        {
            while (!await condition())
                await every.WaitForNextTickAsync(either.Token);
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            Assert.Fail($"It never came about: {what}");
        }
    }

    public static Task True(Func<bool> condition, string what, int everyMilliseconds = 25) =>
        True(() => Task.FromResult(condition()), what, everyMilliseconds);
}
