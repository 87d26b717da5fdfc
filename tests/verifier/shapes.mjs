// Which members an event has, and where people stand in it: the table under "Events" in docs/ledger.md.
import { Finding } from "./canonical.mjs";

const isText = (v) => typeof v === "string";
const isWhole = (v) => Number.isSafeInteger(v) && v >= 0;
const matches = (pattern) => (v) => isText(v) && pattern.test(v);
const oneOf = (...values) => (v) => values.includes(v);

const listOf = (kind) => (v, people) => Array.isArray(v) && v.every((item) => kind(item, people));

/** `name` is required, `name?` may be missing; what is not named here must not be there. */
const object = (shape) => {
  const kinds = new Map(Object.entries(shape).map(([name, kind]) => [name.replace("?", ""), kind]));
  const required = Object.keys(shape).filter((name) => !name.endsWith("?"));
  return (v, people) =>
    v !== null &&
    typeof v === "object" &&
    !Array.isArray(v) &&
    required.every((name) => Object.hasOwn(v, name)) &&
    Object.keys(v).every((name) => kinds.has(name) && kinds.get(name)(v[name], people));
};

const instant = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/);
export const moment = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const hash = matches(/^[0-9a-f]{64}$/);
export const quarterId = matches(/^\d{4}-Q[1-4]$/);
export const reference = matches(/^p[1-9]\d*$/);
const date = matches(/^\d{4}-\d\d-\d\d$/);
const id = matches(/^[a-z0-9-]{1,50}$/);
const day = oneOf("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
const side = oneOf("product", "technology");
const value = oneOf("met", "partly", "missed");
const number = (v) => typeof v === "number";
const person = (v, people) => reference(v) && people.push(v) > 0;

const seat = object({ pair: id, seat: side });
const turn = object({ pair: id, team: id });
const outcome = object({
  id, objective: isText, metric: isText, unit: isText, better: oneOf("higher", "lower"),
  baseline: number, target: number, actual: number, "evidence?": isText, "cause?": isText, "action?": isText,
  "actionDue?": date, "causeSide?": side, "actionSide?": side,
});
const budget = object({ currency: isText, planned: number, spent: number });
const scorecard = object({ budget, outcomes: listOf(outcome) });
const rating = object({ outcome: id, value, "note?": isText, salt: hash });
const sheet = object({ ratings: listOf(rating) });
const proposed = object({ outcome: id, rationale: isText, value });
const confirmed = object({ digest: hash, outcome: id });
const share = object({ outcome: id, "text?": isText, "change?": isText, "noneBecause?": isText });
const answer = object({ confirmed: oneOf(true, false), digest: hash, outcome: id, "reason?": isText });
const wall = object({
  change: isText, outcome: id, "days?": isWhole,
  kind: oneOf("workReturned", "daysWaited", "lateChangeOfFeasibility", "lateChangeOfRequirement",
    "incidentWithoutJointReview"),
});
const pair = object({ id, "parent?": id, product: person, technology: person });
const opened = { team: id, scorecard, contentHash: hash, reviewHash: hash };
const step = { team: id, seat, by: person, "onBehalfOf?": person };
const takeOver = { ...step, pair: id };

const fourEyes = oneOf("void", "close", "reopen", "seatReplace");

const shapes = {
  quarterStarted: {
    company: isText, ceo: person, "ops?": person, pairs: listOf(pair), due: date, rosterHash: hash,
    calendar: object({ timeZone: isText, weekend: listOf(day), holidays: listOf(date) }),
    deadlines: object({ remindAfterBusinessDays: listOf(isWhole), dueAfterBusinessDays: isWhole }),
    "assessment?": oneOf("joint", "signOffOnly"), "namesakes?": listOf(listOf(person)),
  },
  reviewOpened: { ...opened, name: isText, pair: id },
  leadersInvited: { turns: listOf(turn) },
  turnsDigested: { turns: listOf(object({ seat, team: id })) },
  leaderReminded: { leader: person, number: isWhole, since: instant, turns: listOf(turn) },
  leaderUnreached: { leader: person, why: isText },
  deadlineEscalated: { due: date, round: isWhole, turns: listOf(turn) },
  deadlineExtended: { from: date, to: date, "reason?": isText },
  holidayAdded: { day: date, reason: isText },
  officeReplaced: { office: oneOf("ceo", "ops"), "former?": person, holder: person, reason: isText },
  signedOff: { team: id, seat, signer: person, "onBehalfOf?": person, hash },
  signOffWithdrawn: { ...step, reason: isText },
  reviewReturned: { ...step, hash, reason: isText },
  returnTakenBack: { ...step, reason: isText },
  scorecardAmended: { ...opened, revision: isWhole, reason: isText },
  partnershipAnswered: { seat, by: person, commitment: hash },
  partnershipRevealed: { seat },
  pledgeProposed: { seat, by: person, pledge: object({ text: isText }) },
  pledgeConfirmed: { seat, by: person, digest: hash },
  fitStarted: { fit: isWhole, one: person, other: person },
  fitAnswered: { fit: isWhole, side: oneOf("one", "other"), commitment: hash },
  fitRevealed: { fit: isWhole, side: oneOf("one", "other") },
  fitEnded: { fit: isWhole, "side?": oneOf("one", "other") },
  teamVoided: { team: id, reason: isText },
  takeOverProposed: { ...takeOver, reason: isText },
  takeOverWithdrawn: takeOver,
  takenOver: { ...takeOver, reason: isText },
  ratingsSealed: { ...step, commitments: listOf(object({ commitment: hash, outcome: id })) },
  ratingsUnsealed: step,
  ratingsRevealed: { team: id, by: person, product: sheet, technology: sheet },
  jointRatingsProposed: { ...step, ratings: listOf(proposed) },
  jointRatingsConfirmed: { ...step, ratings: listOf(confirmed) },
  sharesWritten: { ...step, shares: listOf(share) },
  sharesAnswered: { ...step, answers: listOf(answer) },
  jointWorkProposed: { ...step, work: object({ meetings: isWhole, walls: listOf(wall) }) },
  jointWorkConfirmed: { ...step, digest: hash },
  assessmentConcluded: { team: id, by: person, reviewHash: hash },
  delegateNamed: { leader: person, delegate: person, from: date, until: date },
  delegationEnded: { leader: person, delegate: person },
  receiptsSent: { to: listOf(person) },
  linksEnded: { person, "reason?": isText },
  linkEnded: { person, link: hash },
  freshLinkSent: { person, purpose: oneOf("desk", "report", "fit") },
  codeSent: { person, link: hash, browser: hash, code: isText, device: isText },
  codeRefused: { person, link: hash, browser: hash },
  browserProven: { person, link: hash, browser: hash },
  browserVouchedFor: { person, browser: hash, "reason?": isText },
  personErased: { person: listOf(person), reason: isText },
  secondOperatorAsked: { verb: fourEyes, command: hash, operator: isText, "reason?": isText },
  secondOperatorAgreed: { verb: fourEyes, command: hash, operator: isText, askedBy: isText },
  ledgerRestored: { lost: listOf(object({ anchoredAt: instant, hash, version: isWhole })), reason: isText },
  quarterVoided: { reason: isText },
  reportReleased: {
    sha256: hash, bytes: isWhole, pages: isWhole, ledgerVersion: isWhole, ledgerHash: hash, edition: isWhole,
    "reason?": isText, earlier: listOf(object({ hash, quarter: quarterId, version: isWhole })), releaseHash: hash,
  },
};

const entryKind = object({ actor: () => true, at: moment, event: hash, previous: hash, quarter: quarterId,
  version: isWhole });
const kinds = new Map(
  Object.entries(shapes).map(([type, shape]) => [type, object({ ...shape, type: isText, "people?": () => true })]),
);

/** The people whom the event names, each as often as it does. */
export function peopleIn(event) {
  const people = [];
  const kind = kinds.get(event?.type);
  if (!kind) throw new Finding("The event is of no type that docs/ledger.md names.");
  if (!kind(event, people)) throw new Finding(`The members of ${event.type} are not those of such an event.`);
  return people;
}

/** The people whom the entry names: its actor, or nobody. */
export function peopleOfEntry(entry) {
  const people = [];
  if (!entryKind(entry)) throw new Finding("The entry's members are not those of an entry.");
  const isActor =
    entry.actor === "system" || object({ operator: isText })(entry.actor) || object({ person })(entry.actor, people);
  if (!isActor) throw new Finding("The entry does not say who acted.");
  return people;
}
