// One team's joint assessment: "The joint assessment" in docs/ledger.md.
import { Finding, hashOf, members } from "./canonical.mjs";

const seats = ["product", "technology"];
const other = (seat) => (seat === "product" ? "technology" : "product");
const require = (holds, sentence) => {
  if (!holds) throw new Finding(sentence);
};

/** Everything that a new round makes void. */
export class Assessment {
  seals = { product: null, technology: null };
  outcomes = null; // by id, in the order of the scorecard, once both sheets are revealed
  workProposal = null;
  work = null;
  concluded = false;

  constructor(quarter, team, round, pair) {
    Object.assign(this, { quarter, team, round, pair });
  }

  follow(event, scorecard) {
    if (event.seat) require(event.seat.pair === this.pair, "The seat is not one of the pair that assesses.");
    require(!this.concluded, "The assessment of this round is concluded.");
    const seat = event.seat?.seat;
    switch (event.type) {
      case "ratingsSealed":
        require(!this.outcomes, "The ratings are open.");
        this.seals[seat] = { by: event.by, commitments: event.commitments };
        return;
      case "ratingsUnsealed":
        require(!this.outcomes && this.seals[seat], "Nothing sealed is there to be taken back.");
        this.seals[seat] = null;
        return;
      case "ratingsRevealed":
        return this.#reveal(event, scorecard);
    }
    require(this.outcomes, "The ratings are not open yet.");
    switch (event.type) {
      case "jointRatingsProposed":
        for (const rating of event.ratings) {
          const outcome = this.#outcome(rating.outcome);
          require(outcome.differed && !outcome.joint, "A joint rating is proposed where none is to be settled.");
          outcome.proposal = { by: seat, rating };
        }
        return;
      case "jointRatingsConfirmed":
        for (const { outcome: id, digest } of event.ratings) {
          const outcome = this.#outcome(id);
          this.#holdYes(outcome.proposal, seat, outcome.proposal?.rating, digest, `the joint rating of ${id}`);
          const { value, rationale } = outcome.proposal.rating;
          outcome.joint = { value, rationale };
        }
        return;
      case "sharesWritten":
        for (const share of event.shares) {
          const outcome = this.#outcome(share.outcome);
          require(outcome.joint && outcome.joint.value !== "met", "A share is written in what is met, or not settled.");
          outcome.shares[seat] = { by: seat, share, answer: null };
        }
        return;
      case "sharesAnswered":
        for (const answer of event.answers) {
          const theirs = this.#outcome(answer.outcome).shares[other(seat)];
          this.#holdYes(theirs, seat, theirs?.share, answer.digest, `the share in ${answer.outcome}`);
          theirs.answer = answer;
        }
        return;
      case "jointWorkProposed":
        require(!this.work, "The joint work is agreed on.");
        this.workProposal = { by: seat, work: event.work };
        return;
      case "jointWorkConfirmed":
        this.#holdYes(this.workProposal, seat, this.workProposal?.work, event.digest, "the joint work");
        this.work = this.workProposal.work;
        return;
      default:
        throw new Finding(`${event.type} does not happen in an assessment.`);
    }
  }

  /** `ratings` and `work` of the review hash. */
  conclude() {
    require(this.outcomes && this.work, "The assessment is not complete.");
    this.concluded = true;
    const ratings = [...this.outcomes].map(([outcome, { joint, shares }]) => {
      require(joint, `There is no joint rating of ${outcome}.`);
      if (joint.value === "met") return members({ outcome, ...joint });
      const parts = Object.fromEntries(seats.map((seat) => [seat, partOf(shares[seat], outcome)]));
      return members({ outcome, ...joint, shares: parts });
    });
    return { ratings, work: this.work };
  }

  #reveal(event, scorecard) {
    require(!this.outcomes, "The ratings are open.");
    for (const seat of seats) {
      const { ratings } = event[seat];
      const ids = ratings.map((r) => r.outcome).join();
      require(ids === scorecard.outcomes.map((o) => o.id).join(), "A sheet does not rate each outcome.");
      const { quarter, team, round } = this;
      const commitments = ratings.map((rating) => ({
        commitment: hashOf({ ...rating, quarter, team, round, seat }),
        outcome: rating.outcome,
      }));
      const sealed = this.seals[seat]?.commitments;
      require(sealed && hashOf(sealed) === hashOf(commitments), "The ratings are not those that were sealed.");
    }
    const { product, technology } = event;
    this.outcomes = new Map(
      product.ratings.map(({ outcome, value }, i) => {
        const differed = value !== technology.ratings[i].value;
        const joint = differed ? null : { value };
        return [outcome, { differed, joint, proposal: null, shares: { product: null, technology: null } }];
      }),
    );
  }

  #outcome(id) {
    require(this.outcomes.has(id), `The outcome ${id} is not rated here.`);
    return this.outcomes.get(id);
  }

  #holdYes(proposal, seat, said, digest, what) {
    require(proposal && proposal.by !== seat, `The other seat did not write ${what}.`);
    require(hashOf(said) === digest, `The yes to ${what} names another text than the one that stood.`);
  }
}

function partOf(part, outcome) {
  require(part?.answer?.confirmed, `Both shares in ${outcome} are not confirmed.`);
  const { outcome: _, ...share } = part.share;
  return members({ ...share, confirmedBecause: part.answer.reason });
}
