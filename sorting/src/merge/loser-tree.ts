/**
 * Which of k sorted runs has the next element: a tree of losers, after Knuth, The Art of Computer Programming 3,
 * section 5.4.1. Each next element takes ⌈log₂ k⌉ comparisons, all on one way from a leaf to the root.
 */
export class LoserTree {
  /** At 0 the run that won, at the others the run that lost there. Nodes k to 2k - 1 would be the runs themselves. */
  readonly #nodes: Int32Array;
  readonly #isBefore: (run: number, other: number) => boolean;

  /**
   * @param runs - how many, at least 1
   * @param isBefore - whether the next element of a run comes before another run's; a run at its end comes after all
   */
  constructor(runs: number, isBefore: (run: number, other: number) => boolean) {
    this.#nodes = new Int32Array(Math.max(1, runs));
    this.#isBefore = isBefore;
    this.#nodes[0] = runs === 1 ? 0 : this.#play(1);
  }

  /** The run whose next element comes first. */
  get winner(): number {
    return this.#nodes[0] as number;
  }

  /** To be called after the winner's next element was taken. */
  replay(): void {
    const nodes = this.#nodes;
    let winner = nodes[0] as number;
    for (let node = (winner + nodes.length) >> 1; node > 0; node >>= 1) {
      const loser = nodes[node] as number;
      if (this.#isBefore(loser, winner)) {
        nodes[node] = winner;
        winner = loser;
      }
    }
    nodes[0] = winner;
  }

  /** Plays all matches under a node. @returns the run that won them */
  #play(node: number): number {
    const runs = this.#nodes.length;
    if (node >= runs) return node - runs;
    const left = this.#play(2 * node);
    const right = this.#play(2 * node + 1);
    const leftWins = !this.#isBefore(right, left);
    this.#nodes[node] = leftWins ? right : left;
    return leftWins ? left : right;
  }
}
