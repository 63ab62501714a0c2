/** In which order things that are compared run in a round: one way and then the other, so that whatever drifts hits all alike. */
export function turns<Way>(ways: readonly Way[], round: number): readonly Way[] {
  return round % 2 === 0 ? ways : ways.toReversed();
}
