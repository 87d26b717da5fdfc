namespace ReviewFlow.Infrastructure.Storage.Sqlite;

internal static class Schema
{
    /// <summary>
    /// Moments are milliseconds since 1970-01-01 UTC. docs/ledger.md states entry and head. The zeros in <c>sealed</c>
    /// keep its texts out of the pages that rows share: those keep bytes of rows that moved to another page, in spite
    /// of <c>secure_delete</c>. Of a row no more than its first 1,002 bytes lie there (page size 4,096), the rest in
    /// pages of its own, which are zeroed when it goes.
    /// </summary>
    public const string Text = """
        CREATE TABLE entry (
            quarter TEXT NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL,
            salt TEXT NOT NULL, event TEXT NOT NULL,
            PRIMARY KEY (quarter, version)) WITHOUT ROWID, STRICT;
        CREATE TABLE person (
            quarter TEXT NOT NULL, reference TEXT NOT NULL, salt TEXT NOT NULL, name TEXT NOT NULL,
            email TEXT NOT NULL,
            PRIMARY KEY (quarter, reference)) WITHOUT ROWID, STRICT;
        CREATE TABLE head (
            quarter TEXT NOT NULL PRIMARY KEY, format INTEGER NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL,
            at INTEGER NOT NULL, key TEXT NOT NULL, signature TEXT NOT NULL, traceparent TEXT) WITHOUT ROWID, STRICT;
        CREATE TABLE mail (
            key TEXT NOT NULL PRIMARY KEY, quarter TEXT NOT NULL, name TEXT NOT NULL,
            address TEXT NOT NULL, content TEXT NOT NULL,
            token TEXT, attachment TEXT, owed_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER, delivered_at INTEGER, trouble TEXT, token_digest TEXT, mac TEXT,
            traceparent TEXT) STRICT;
        CREATE INDEX mail_due ON mail (next_at) WHERE next_at IS NOT NULL;
        CREATE INDEX mail_quarter ON mail (quarter);
        CREATE TABLE link (
            token_hash TEXT NOT NULL PRIMARY KEY, quarter TEXT NOT NULL, person TEXT NOT NULL, purpose TEXT NOT NULL,
            issued_at INTEGER NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            mac TEXT) WITHOUT ROWID, STRICT;
        CREATE TABLE sealed (
            quarter TEXT NOT NULL, slot TEXT NOT NULL,
            zeros BLOB NOT NULL DEFAULT (zeroblob(1024)), text TEXT NOT NULL,
            PRIMARY KEY (quarter, slot)) WITHOUT ROWID, STRICT;
        CREATE TABLE spent (key TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID, STRICT;
        CREATE TABLE wake (quarter TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        """;
}
