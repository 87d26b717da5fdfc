// The keys that sign heads: "Head" and "Keys" in docs/ledger.md. Either ledger.pub.pem or ring.jsonl.
import { createHash, createPublicKey, verify } from "node:crypto";
import { canonical, Finding } from "./canonical.mjs";

/** The ledger's keys, each with its time; a public part alone is good for any time. */
export function readKeys(text) {
  if (text.trimStart().startsWith("{")) return readRing(text);
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  return { keys: blocks.map((block) => ({ key: createPublicKey(block), isFirst: true })), accepted: [] };
}

function readRing(text) {
  const [keys, accepted] = [[], []];
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const said = line.trim() === "" ? null : parse(line, index === lines.length - 1);
    if (!said) continue;
    if (said.accepted) {
      accepted.push(canonical(said.accepted));
    } else if (said.revokedSince) {
      const key = keys.find(({ id }) => id === said.id);
      if (key && !(key.revokedSince <= said.revokedSince)) key.revokedSince = said.revokedSince;
    } else if (said.kind === "ledger") {
      const before = keys.findLast((key) => !key.isOther);
      if (before) before.retired = said.created;
      const key = createPublicKey({ key: Buffer.from(said.publicKey, "base64"), type: "spki", format: "der" });
      keys.push({ id: said.id, key, created: said.created, isFirst: !before });
    } else if (said.kind === "mac") {
      keys.push({ id: said.id, isOther: true }); // so that its revocation finds it
    }
  }
  return { keys: keys.filter((key) => !key.isOther), accepted };
}

/** Moments are all written alike, so they compare as texts. */
export function holdSignature(head, { keys, accepted }) {
  const { signature, ...signed } = head;
  const bytes = Buffer.from(String(signature), "base64");
  const signer = keys.find(({ key }) => idOf(key) === head.key);
  const isSigned =
    signer &&
    bytes.length === 64 &&
    bytes.toString("base64") === signature &&
    verify("sha256", Buffer.from(canonical(signed)), { key: signer.key, dsaEncoding: "ieee-p1363" }, bytes);
  if (!isSigned) throw new Finding("The head's signature is not that of one of the keys.");
  const { hash, quarter, version, at } = head;
  if (accepted.includes(canonical({ hash, quarter, version }))) return;
  if (signer.revokedSince <= at) throw new Finding(`The head was signed at ${at} with a key that was revoked by then.`);
  const isInTime = (signer.isFirst || signer.created <= at) && !(signer.retired <= at);
  if (!isInTime) throw new Finding(`The head was signed at ${at}, which is not in the time of its key.`);
}

function idOf(key) {
  const der = key.export({ type: "spki", format: "der" });
  return createHash("sha256").update(der).digest("hex").slice(0, 16);
}

function parse(line, isLast) {
  try {
    return JSON.parse(line);
  } catch (e) {
    if (isLast) return null; // a crash cut it short
    throw new Finding(`The ring has a line that is not JSON: ${e.message}.`);
  }
}
