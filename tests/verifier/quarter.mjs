// What the events of a quarter add up to, as far as no rules are needed: "Events" and "Release" in docs/ledger.md.
import { Finding, hashOf, members } from "./canonical.mjs";
import { Review } from "./review.mjs";

const require = (holds, sentence) => {
  if (!holds) throw new Finding(sentence);
};

/** What still happens in a quarter that is over. */
const behindRelease = ["leaderUnreached", "officeReplaced"];
const late = ["fitStarted", "fitAnswered", "fitRevealed", "fitEnded", "receiptsSent", "linksEnded", "linkEnded",
  "freshLinkSent", "codeSent", "codeRefused", "browserProven", "browserVouchedFor", "delegationEnded",
  "ledgerRestored", "personErased", "secondOperatorAsked", "secondOperatorAgreed"];

const week = 7 * 24 * 60 * 60 * 1000;

class Pairs {
  constructor({ pairs, assessment }) {
    this.isJoint = assessment === "joint";
    this.byId = new Map(pairs.map((pair) => [pair.id, pair]));
    const roots = pairs.filter((pair) => !pair.parent);
    require(this.byId.size === pairs.length && roots.length === 1, "The pairs do not form one tree.");
    this.root = roots[0];
  }

  pathFrom(id) {
    const path = [];
    for (let pair = this.byId.get(id); pair && !path.includes(pair.id); pair = this.byId.get(pair.parent))
      path.push(pair.id);
    require(path.at(-1) === this.root.id, `From ${id} no path leads to the root pair.`);
    return path;
  }

  holderOf({ pair, seat }) {
    require(this.byId.has(pair), `There is no pair ${pair}.`);
    return this.byId.get(pair)[seat];
  }
}

export class Quarter {
  stage = "none";
  #delegates = [];
  #pledges = new Map();
  #fits = new Set();
  #asked = new Map();

  constructor(id, people) {
    [this.id, this.people] = [id, people];
  }

  follow(event, entry) {
    if (event.type === "quarterStarted") return this.#start(event);
    require(this.stage !== "none", "The ledger does not begin with the start of the quarter.");
    const isLate = late.includes(event.type) || (this.stage === "released" && behindRelease.includes(event.type));
    require(this.stage === "open" || isLate, `${event.type} does not happen in a quarter that is ${this.stage}.`);
    this.#holdWho(event, entry.actor);
    switch (event.type) {
      case "reviewOpened":
        require(!this.reviews.has(event.team), `${event.team} is open already.`);
        this.reviews.set(event.team, new Review(this.id, event, this.pairs));
        return;
      case "quarterVoided":
        this.stage = "voided";
        this.#asked.clear();
        return;
      case "reportReleased":
        return this.#release(event, entry);
      case "personErased":
        return require(this.stage !== "open", "A name is erased in a quarter that still runs.");
      case "delegateNamed":
        this.#delegates.push(event);
        return;
      case "delegationEnded":
        this.#delegates = this.#delegates.filter((d) => !this.#isDelegation(d, event.leader, event.delegate));
        return;
      case "pledgeProposed":
        this.#pledges.set(event.seat.pair, event);
        return;
      case "pledgeConfirmed":
        return this.#confirmPledge(event);
      case "secondOperatorAsked":
        require(entry.actor.operator === event.operator, "Another operator asked than the entry names.");
        this.#asked.set(event.command, { ...event, at: Date.parse(entry.at) });
        return;
      case "secondOperatorAgreed":
        return this.#agree(event, entry);
      case "fitStarted":
        require(event.fit === this.#fits.size + 1, "The fit conversation does not have the next number.");
        this.#fits.add(event.fit);
        return;
    }
    if (event.fit) require(this.#fits.has(event.fit), `There is no fit conversation ${event.fit}.`);
    if (!event.team) return;
    require(this.reviews.has(event.team), `There is no team ${event.team}.`);
    this.reviews.get(event.team).follow(event);
  }

  #start(event) {
    require(this.stage === "none" || this.stage === "voided", "The quarter runs already.");
    this.stage = "open";
    this.pairs = new Pairs(event);
    this.reviews = new Map();
    this.#delegates = [];
    this.#pledges.clear();
    this.#asked.clear();
  }

  /** Who acts from a seat holds it, or is a delegate of who does. */
  #holdWho({ type, seat, signer, by = signer, onBehalfOf }, actor) {
    if (!by) return;
    const isActor = actor.person && this.people.areSame(by, actor.person) !== false;
    require(isActor, `${type} is by ${by}, and the entry names another actor.`);
    if (!seat) return;
    const holder = this.pairs.holderOf(seat);
    if (!onBehalfOf) {
      const isHolder = this.people.areSame(by, holder) !== false;
      return require(isHolder, `${type} comes from ${by}, who does not hold the seat.`);
    }
    require(this.people.areSame(onBehalfOf, holder) !== false, `${onBehalfOf} does not hold the seat.`);
    const isNamed = this.#delegates.some((d) => this.#isDelegation(d, onBehalfOf, by));
    require(isNamed, `${by} is no delegate of ${onBehalfOf}.`);
  }

  #isDelegation({ leader, delegate }, one, other) {
    return this.people.areSame(leader, one) !== false && this.people.areSame(delegate, other) !== false;
  }

  #confirmPledge({ seat, digest }) {
    const proposed = this.#pledges.get(seat.pair);
    require(proposed && proposed.seat.seat !== seat.seat, "The other seat proposed no commitment.");
    require(hashOf({ pledge: proposed.pledge.text }) === digest, "The yes names another commitment.");
  }

  #agree({ verb, command, operator, askedBy }, { actor, at }) {
    require(actor.operator === operator, "Another operator agreed than the entry names.");
    const asked = this.#asked.get(command);
    const isTold = asked?.verb === verb && asked.operator === askedBy && Date.parse(at) < asked.at + week;
    const areTwo = operator.toLowerCase() !== askedBy.toLowerCase();
    require(isTold && areTwo, "No other operator asked for it in the seven days before.");
    this.#asked.delete(command);
  }

  #release(event, { version, previous }) {
    const { earlier, edition, reason, ledgerVersion, ledgerHash, releaseHash } = event;
    const isBefore = ledgerVersion === version - 1 && ledgerHash === previous;
    require(isBefore, "The report was not composed from the entry before its release.");
    const ids = [this.id, ...earlier.map((head) => head.quarter)];
    require(ids.slice(1).every((id, i) => id < ids[i]), "The earlier quarters are not in order.");
    const reviews = [...this.reviews.values()].filter((review) => !review.isVoided);
    require(reviews.length > 0, "There is no team to report on.");
    for (const { team, hasSigners, twosomes } of reviews) {
      require(hasSigners, `${team} is released without the sign-off of both seats of each pair.`);
      const areTwo = twosomes.every(([one, other]) => this.people.areSame(one, other) !== true);
      require(areTwo, `In ${team} one person acts from both seats of a pair.`);
    }
    const { product, technology } = this.pairs.root;
    const hash = hashOf(
      members({
        earlier,
        edition,
        quarter: this.id,
        reason,
        reviews: reviews.map(({ hash, team }) => ({ hash, team })),
        root: { product, technology },
      }),
    );
    require(hash === releaseHash, "The release hash is not that of what the ledger holds.");
    this.stage = "released";
  }
}
