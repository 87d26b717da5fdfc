namespace ReviewFlow.Infrastructure.Tests.Storage.Sqlite;

public sealed class SqliteLedgerComplianceTests() : LedgerComplianceTests(new SqliteStoreUnderTest());

public sealed class SqliteOutboxComplianceTests() : OutboxComplianceTests(new SqliteStoreUnderTest());

public sealed class SqliteSealedStoreComplianceTests() : SealedStoreComplianceTests(new SqliteStoreUnderTest());

public sealed class SqliteErasureComplianceTests() : ErasureComplianceTests(new SqliteStoreUnderTest());
