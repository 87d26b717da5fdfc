using Azure.Data.Tables;
using NodaTime;
using ReviewFlow.Application;
using ReviewFlow.Application.Ledger;
using ReviewFlow.Infrastructure.Storage.Azure;
using ReviewFlow.Testing;
using ReviewFlow.Testing.Azure;
using static ReviewFlow.Infrastructure.Tests.Storage.Azure.Commits;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

/// <summary>What the outbox answers is true where answers are lost.</summary>
public sealed class TableOutboxFaultTests(Azurite azurite) : TableFaultTestBase(azurite)
{
    [Fact]
    public async Task Attempts_are_counted_once_and_delivery_stays_delivery_where_the_answers_are_lost()
    {
        await Ledger.Commit(Of(4, Longer("why")).WithLetters(1, Invitation), Stop);
        var (key, next) = (MailTo(0, "").Key, Start + Duration.FromMinutes(1));

        LoseTheNextAnswer();
        await Outbox.Failed(key, next, "451 busy", Stop);
        Assert.Equal(1, Assert.Single(await Outbox.Due(next, 10, Stop)).Attempts);

        LoseTheNextAnswer();
        await Outbox.Delivered(key, next, Stop);
        Assert.Equal((1, 0), await Outbox.Count(Q3, Stop) is var count ? (count.Delivered, count.Owed) : default);
        Assert.Null(await Outbox.NextAttempt(Stop));
    }

    [Fact]
    public async Task A_mail_without_an_event_is_owed_once_where_the_answer_is_lost()
    {
        var before = Transport.Transactions;
        Transport.OnTransaction = t => t == before + 1 ? Fate.Unanswered : Fate.Arrives;

        Assert.Equal(new CommitAnswer.Written(), await Ledger.Commit(Of(4).WithLetters(1, _ => "fresh"), Stop));

        Assert.Equal(1, (await Outbox.Count(Q3, Stop)).Owed);
        Assert.Equal(LinkTo(0), await new TableLinks(Table).Find(LinkTo(0).TokenHash, Stop));
    }

    [Theory]
    [InlineData(Fate.Unanswered)]
    [InlineData(Fate.Lost)]
    public async Task A_parcel_that_was_half_unpacked_when_everything_stopped_is_unpacked_to_its_end(Fate fate)
    {
        var commit = Of(4, Longer("why")).WithLetters(300, Invitation);
        await Ledger.Commit(commit, Stop);
        var before = Transport.Transactions;
        Transport.OnTransaction = t => t >= before + 4 ? fate : Fate.Arrives;
        await Assert.ThrowsAnyAsync<OperatorException>(() => new TableOutbox(Hasty()).Count(Q3, Stop));

        Transport.OnTransaction = _ => Fate.Arrives;
        Assert.Equal(300, (await Outbox.Count(Q3, Stop)).Owed);
        Assert.Equal(commit.Mails.OrderBy(m => m.Key, StringComparer.Ordinal), await Outbox.Due(Start, 1000, Stop));
    }

    private void LoseTheNextAnswer()
    {
        var before = Transport.Transactions;
        Transport.OnTransaction = t => t == before ? Fate.Unanswered : Fate.Arrives;
    }
}
