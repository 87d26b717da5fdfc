// Verifies an exported ledger from docs/ledger.md alone: node verify.mjs EXPORT KEYS
// KEYS is ledger.pub.pem or ring.jsonl.
// Standard library only. Exit 0 where the export holds, 1 where it does not, 2 where it cannot be read.
// With --batch it reads JSON lines {"export", "key"} from standard input and answers {"is", "sentence"} to each.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { Finding } from "./canonical.mjs";
import { holdHead, holdPlace, isShown, People, readExport } from "./export.mjs";
import { readKeys } from "./keys.mjs";
import { Quarter } from "./quarter.mjs";

/** What the export shows. Throws a Finding that names the first place that is not what was written. */
export function verifyExport(text, keys) {
  const { entries, people: rows, head } = readExport(text);
  const id = head?.quarter ?? entries[0]?.entry?.quarter ?? "";
  const people = new People(rows, id);
  const quarter = new Quarter(id, people);
  for (const { entry, event } of entries)
    if (event?.type === "personErased" && Array.isArray(event.person)) people.erase(event.person, entry?.version);
  let [version, last, withheld] = [0, "0".repeat(64), 0];
  for (const line of entries) {
    try {
      const named = holdPlace(line, version, last, id);
      if (!isShown(line)) {
        withheld++;
        people.skip();
      } else {
        people.add(line, named);
        if (withheld === 0) quarter.follow(line.event, line.entry);
      }
    } catch (e) {
      if (e instanceof Finding) e.at = version + 1;
      throw e;
    }
    [version, last] = [version + 1, line.hash];
  }
  holdHead(head, version, last, id, readKeys(keys));
  if (entries.length === 0) throw new Finding("The ledger is empty.");
  return { quarter: id, entries: version, withheld, ...people.close() };
}

export function sentenceOf({ quarter, entries, withheld, erased, nameless }) {
  const parts = [`${quarter}: ${count(entries, "entry", "entries")}, chain and head hold`];
  if (withheld > 0) parts.push(`${count(withheld, "event")} withheld, what all say together holds up to the first`);
  if (erased > 0) parts.push(`${count(erased, "name")} erased`);
  if (nameless > 0) parts.push(`${count(nameless, "name")} withheld`);
  return `${parts.join("; ")}.`;
}

const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** `is`: "whole", "partial" or "broken". */
function judge(text, keys) {
  try {
    const shown = verifyExport(text, keys);
    return { is: shown.withheld + shown.nameless > 0 ? "partial" : "whole", sentence: sentenceOf(shown) };
  } catch (e) {
    if (!(e instanceof Finding)) throw e;
    return { is: "broken", sentence: e.at ? `Entry ${e.at}: ${e.message}` : e.message };
  }
}

async function main([exported, key]) {
  if (exported === "--batch") {
    for await (const line of createInterface({ input: process.stdin })) {
      const job = JSON.parse(line);
      console.log(JSON.stringify(judge(job.export, job.key)));
    }
    return 0;
  }
  let texts;
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    texts = [exported, key].map((path) => decoder.decode(readFileSync(path)));
  } catch (e) {
    console.error(`The export or the public key cannot be read: ${e.message}`);
    return 2;
  }
  const { is, sentence } = judge(...texts);
  (is === "broken" ? console.error : console.log)(sentence);
  return is === "broken" ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = await main(process.argv.slice(2));
