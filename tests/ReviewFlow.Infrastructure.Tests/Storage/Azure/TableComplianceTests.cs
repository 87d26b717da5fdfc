using ReviewFlow.Testing.Azure;

namespace ReviewFlow.Infrastructure.Tests.Storage.Azure;

public sealed class TableLedgerComplianceTests(Azurite azurite)
    : LedgerComplianceTests(new TableStoreUnderTest(azurite));

public sealed class TableOutboxComplianceTests(Azurite azurite)
    : OutboxComplianceTests(new TableStoreUnderTest(azurite));

public sealed class TableSealedStoreComplianceTests(Azurite azurite)
    : SealedStoreComplianceTests(new TableStoreUnderTest(azurite));

public sealed class TableErasureComplianceTests(Azurite azurite)
    : ErasureComplianceTests(new TableStoreUnderTest(azurite));
