// The review of one team, its path and its review hash: "Events" in docs/ledger.md.
import { Assessment } from "./assessment.mjs";
import { Finding, hashOf } from "./canonical.mjs";

const seats = ["product", "technology"];
const require = (holds, sentence) => {
  if (!holds) throw new Finding(sentence);
};
const isComplete = (step) => step.takenOver || seats.every((seat) => step.signed[seat]);
const empty = (pair) => ({ pair, signed: {}, takenOver: null, proposed: null });

export class Review {
  isVoided = false;
  isReturned = false;
  revision = 0;
  round = 1;
  assessment = null;
  beforeReturn = null; // what a return that can be taken back did away with

  constructor(quarter, event, pairs) {
    [this.quarter, this.team, this.pairs] = [quarter, event.team, pairs.pathFrom(event.pair)];
    this.isJoint = pairs.isJoint;
    this.#revise(event, 1, 1);
  }

  /** Two persons each who, from the two seats of one pair, signed, took over or rated what the review has come to. */
  get twosomes() {
    const said = this.path.map(({ takenOver, signed }) => takenOver ?? seats.map((seat) => signed[seat]));
    return this.assessment ? [...said, seats.map((seat) => this.assessment.seals[seat]?.by)] : said;
  }

  get hasSigners() {
    return this.path.every(isComplete);
  }

  follow(event) {
    require(!this.isVoided, "The team is voided.");
    switch (event.type) {
      case "teamVoided":
        this.isVoided = true;
        return;
      case "scorecardAmended":
        return this.#revise(event, this.revision + 1, this.isJoint ? this.round + 1 : 1);
      case "assessmentConcluded":
        require(this.assessment, "Nothing is assessed in this quarter.");
        require(!this.assessment.concluded, "The assessment of this round is concluded.");
        this.hash = this.#hashWith(this.assessment.conclude());
        require(this.hash === event.reviewHash, "The review hash is not that of what was assessed.");
        this.#step(this.assessment.pair).proposed = null;
        return;
      case "signedOff":
        return this.#sign(event);
      case "signOffWithdrawn":
        return this.#withdraw(event);
      case "reviewReturned":
        require(!this.isReturned, "The review was returned.");
        require(this.#index(event.seat.pair) <= this.#open, "The seat's turn has not come.");
        require(event.hash === this.hash, "It returns another review hash than the current one.");
        require(!this.assessment || this.assessment.concluded, "What is still assessed cannot be returned.");
        this.beforeReturn = { seat: event.seat, path: this.path, round: this.round, assessment: this.assessment };
        this.isReturned = !this.isJoint;
        if (this.isJoint) this.#assess(this.round + 1, this.pairs[0]);
        this.path = this.pairs.map(empty);
        return;
      case "returnTakenBack":
        return this.#takeBackReturn(event);
      case "takeOverProposed":
      case "takeOverWithdrawn":
      case "takenOver":
        return this.#takeOver(event);
      default:
        require(this.assessment, "Nothing is assessed in this quarter.");
        if (event.type === "ratingsRevealed") this.beforeReturn = null;
        return this.assessment.follow(event, this.scorecard);
    }
  }

  #revise({ scorecard, contentHash, reviewHash, revision = 1 }, expected, round) {
    require(revision === expected, `The revision is not ${expected}.`);
    require(hashOf(scorecard) === contentHash, "The content hash is not that of the scorecard.");
    this.beforeReturn = null;
    Object.assign(this, { scorecard, contentHash, revision, isReturned: false, path: this.pairs.map(empty) });
    if (this.isJoint) this.#assess(round, this.pairs[0]);
    this.hash = this.#hashWith({ ratings: [] });
    require(this.hash === reviewHash, "The review hash is not that of the review.");
  }

  #assess(round, pair) {
    this.round = round;
    this.assessment = new Assessment(this.quarter, this.team, round, pair);
  }

  #hashWith(assessed) {
    const { quarter, team, revision, round, pairs: path, contentHash: scorecard } = this;
    return hashOf({ path, promises: [], quarter, revision, round, scorecard, team, ...assessed });
  }

  #sign({ seat, hash, signer }) {
    const step = this.#step(seat.pair);
    require(!this.isReturned, "The review was returned.");
    require(!this.assessment || this.assessment.concluded, "The assessment is not concluded.");
    require(this.#index(seat.pair) === this.#open, "The pair is not the one whose turn it is.");
    require(!step.signed[seat.seat], "The seat has signed.");
    require(hash === this.hash, "It signs another review hash than the current one.");
    step.signed[seat.seat] = signer;
  }

  #withdraw({ seat }) {
    const index = this.#index(seat.pair);
    require(this.path[index].signed[seat.seat], "The seat has no sign-off to withdraw.");
    this.path[index].signed[seat.seat] = null;
    this.path[index].proposed = null;
    this.path = this.path.map((step, i) => (i > index ? empty(step.pair) : step));
  }

  #takeBackReturn({ seat }) {
    const { seat: returned, ...before } = this.beforeReturn ?? {};
    require(returned?.pair === seat.pair && returned?.seat === seat.seat, "The seat has no return to take back.");
    Object.assign(this, before, { isReturned: false, beforeReturn: null });
  }

  #takeOver({ type, pair, seat, by, reason }) {
    const [index, step] = [this.#index(pair), this.#step(pair)];
    require(index === this.#open && !this.isReturned, "The pair is not the one whose turn it is.");
    require(this.pairs[index + 1] === seat.pair, "Only the pair above takes a part over.");
    if (type === "takeOverProposed") {
      step.proposed = { seat: seat.seat, by, reason };
    } else if (type === "takeOverWithdrawn") {
      require(step.proposed?.seat === seat.seat, "The seat has proposed nothing.");
      step.proposed = null;
    } else {
      const both = step.proposed && step.proposed.seat !== seat.seat && step.proposed.reason === reason;
      require(both, "The two of the pair above do not take it over with one reason.");
      this.beforeReturn = null;
      Object.assign(step, { takenOver: [step.proposed.by, by], proposed: null });
      if (this.assessment && !this.assessment.concluded) this.#assess(this.round + 1, seat.pair);
    }
  }

  get #open() {
    const open = this.path.findIndex((step) => !isComplete(step));
    return open < 0 ? this.path.length : open;
  }

  #index(pair) {
    const index = this.pairs.indexOf(pair);
    require(index >= 0, `${pair} is not on the path.`);
    return index;
  }

  #step(pair) {
    return this.path[this.#index(pair)];
  }
}
