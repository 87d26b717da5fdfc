// The canonical form of docs/ledger.md (RFC 8785), and the hashes over it.
import { createHash } from "node:crypto";

/** What is not as docs/ledger.md states it. `at` is the version of the entry, 0 where it is the ledger as a whole. */
export class Finding extends Error {
  constructor(sentence, at) {
    super(sentence);
    this.at = at;
  }
}

export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Finding("A number is not finite.");
    return String(value); // ECMAScript's own form is the one that RFC 8785 asks for; -0 gives 0
  }
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  return `{${Object.keys(value)
    .sort() // by UTF-16 code units
    .map((name) => `${text(name)}:${canonical(value[name])}`)
    .join(",")}}`;
}

/** The value of a text that is in canonical form; another spelling of the same value is a finding. */
export function parseCanonical(line) {
  let value;
  try {
    value = JSON.parse(line);
  } catch (e) {
    throw new Finding(`It is not JSON: ${e.message}.`);
  }
  // A member that stands there twice, 1.0 for 1, a digit too many: none of them comes back the same.
  if (canonical(value) !== line) throw new Finding("It is not in its canonical form.");
  return value;
}

export const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");

export const hashOf = (value) => sha256(canonical(value));

/** SHA-256 of the salt's 32 bytes and, behind them, the UTF-8 of the text. */
export function saltedHash(salt, text) {
  if (typeof salt !== "string" || !/^[0-9a-f]{64}$/.test(salt)) throw new Finding("A salt is not 64 digits.");
  return createHash("sha256").update(Buffer.from(salt, "hex")).update(text, "utf8").digest("hex");
}

/** An object without the members that have no value. */
export const members = (value) => Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined));

function text(value) {
  if (!value.isWellFormed()) throw new Finding("A text holds half a surrogate pair.");
  return JSON.stringify(value); // escapes ", \, \b \t \n \f \r and \u00xx below a space; nothing else
}
