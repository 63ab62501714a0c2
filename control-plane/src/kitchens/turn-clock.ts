/**
 * The two clocks of a turn: this process's own, by which silence and couriers are measured, and the database's, by which people
 * read.
 */
export interface TurnClock {
  nowMs: number;
  atMs: number;
}
