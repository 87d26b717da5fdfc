// The lines of an export, their chain, their people and their head: "To verify" in docs/ledger.md, steps 1 to 6.
import { canonical, Finding, parseCanonical, saltedHash, sha256 } from "./canonical.mjs";
import { holdSignature } from "./keys.mjs";
import { hash, moment, peopleIn, peopleOfEntry, quarterId, reference } from "./shapes.mjs";

const headMembers = "at format hash key quarter signature version";

export function readExport(text) {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const exported = { entries: [], people: new Map(), head: null };
  for (const [index, line] of lines.entries()) {
    try {
      const json = parseCanonical(line);
      const shape = json !== null && typeof json === "object" ? Object.keys(json).join(" ") : "";
      if (exported.head) throw new Finding("Something stands behind the head.");
      if (shape === "entry event hash salt" || shape === "entry hash") {
        if (exported.people.size > 0) throw new Finding("Entries come first, then people, then one head.");
        exported.entries.push(json);
      } else if (shape === "person") addPerson(exported.people, json.person);
      else if (shape === "head") exported.head = json.head;
      else throw new Finding("A line holds neither entry nor person nor head.");
    } catch (e) {
      throw e instanceof Finding ? new Finding(`Line ${index + 1}: ${e.message}`) : e;
    }
  }
  return exported;
}

function addPerson(people, person) {
  const isPerson =
    Object.keys(person ?? {}).join(" ") === "email name reference salt" &&
    Object.values(person).every((v) => typeof v === "string") &&
    reference(person.reference);
  if (!isPerson) throw new Finding("A person has other members.");
  const last = [...people.keys()].at(-1);
  if (last && numberOf(person.reference) <= numberOf(last))
    throw new Finding("The people are not in the order of their references.");
  people.set(person.reference, person);
}

/** Whether the line has its event; where not, it is withheld. */
export const isShown = (line) => Object.hasOwn(line, "event");

export const numberOf = (reference) => Number(reference.slice(1));

/** Holds one line behind the one before it. Gives the people whom it names. */
export function holdPlace(line, version, previous, quarter) {
  const { entry } = line;
  const named = peopleOfEntry(entry);
  if (entry.version !== version + 1) throw new Finding(`Entry ${version + 1} is missing; ${entry.version} comes next.`);
  if (sha256(canonical(entry)) !== line.hash) throw new Finding("The entry does not have the hash recorded for it.");
  if (entry.previous !== previous) throw new Finding(`It names another hash than that of entry ${version}.`);
  if (entry.quarter !== quarter) throw new Finding(`It is of ${entry.quarter}, not of ${quarter}.`);
  if (!isShown(line)) return named;
  if (saltedHash(line.salt, canonical(line.event)) !== entry.event)
    throw new Finding("The event is not the one whose hash the entry holds.");
  return [...named, ...peopleIn(line.event)];
}

/** Whom the ledger has introduced, and whose names are not there. */
export class People {
  #rows;
  #quarter;
  introduced = new Map(); // reference to the version that introduces it
  erased = new Map(); // reference to the version that erases it
  #gaps = false;
  #last = 0;

  constructor(rows, quarter) {
    [this.#rows, this.#quarter] = [rows, quarter];
  }

  /** An event is withheld: whom it introduces is not known. */
  skip() {
    this.#gaps = true;
  }

  add(line, named) {
    const people = line.event.people ?? {};
    const fresh = Object.keys(people).sort((a, b) => numberOf(a) - numberOf(b));
    for (const one of fresh) {
      const isNext = this.#gaps ? numberOf(one) > this.#last : numberOf(one) === this.#last + 1;
      if (!reference(one) || !hash(people[one]) || !isNext) throw new Finding(`${one} is not the next reference.`);
      if (!named.includes(one)) throw new Finding(`${one} is introduced and not named.`);
      this.introduced.set(one, line.entry.version);
      this.#last = numberOf(one);
      this.#hold(one, people[one]);
    }
    const stranger = named.find((one) => !this.introduced.has(one));
    if (stranger && !this.#gaps) throw new Finding(`${stranger} is named, and no entry so far introduces them.`);
  }

  erase(references, version) {
    for (const one of references) this.erased.set(one, version);
  }

  /** At the end of the walk. */
  close() {
    for (const one of this.#rows.keys())
      if (!this.introduced.has(one)) throw new Finding(`No entry that is here introduces ${one}.`);
    for (const one of this.erased.keys())
      if (this.#rows.has(one)) throw new Finding(`${one} was erased and still has a name.`, this.erased.get(one));
    const missing = [...this.introduced.keys()].filter((one) => !this.#rows.has(one));
    return {
      erased: missing.filter((one) => this.erased.has(one)).length,
      nameless: missing.filter((one) => !this.erased.has(one)).length,
    };
  }

  /** Whether two references stand for one person: true, false, or undefined where a name is not there to tell. */
  areSame(one, other) {
    if (one === other) return true;
    if (this.erased.has(one) && this.erased.has(other)) return this.erased.get(one) === this.erased.get(other);
    const [a, b] = [this.#rows.get(one), this.#rows.get(other)];
    return a && b ? addressKey(a.email) === addressKey(b.email) : undefined;
  }

  #hold(one, commitment) {
    const row = this.#rows.get(one);
    if (!row) return;
    const text = canonical({ email: row.email, name: row.name, person: one, quarter: this.#quarter });
    if (saltedHash(row.salt, text) !== commitment)
      throw new Finding(`The person ${one} is not the one whom the entry introduced.`);
  }
}

function addressKey(email) {
  const address = email.trim().toLowerCase();
  const [plus, at] = [address.indexOf("+"), address.lastIndexOf("@")];
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

export function holdHead(head, version, last, quarter, keys) {
  if (!head) throw new Finding("The signed head is missing.");
  const isHead =
    Object.keys(head).join(" ") === headMembers && head.format === 1 && moment(head.at) && quarterId(head.quarter);
  if (!isHead) throw new Finding("The head's members are not those of a head of format 1.");
  holdSignature(head, keys);
  if (head.quarter !== quarter) throw new Finding(`The head is of ${head.quarter}.`);
  if (head.version !== version) throw new Finding(`The head stands at entry ${head.version}.`, version);
  if (head.hash !== last) throw new Finding("The head names another hash than the last entry's.", version);
}
