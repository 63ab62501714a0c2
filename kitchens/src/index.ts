/**
 * The kitchen network without Kafka, database or clock: what balancer, kitchens, command line and pages share.
 *
 * An {@link Order} has one owner at any time, which is a field of it: the balancer, or one run of one kitchen. It changes
 * hands by steps ({@link assignOrder}, {@link askBackOrder}, {@link takeFromLost}) and by what its owner says
 * ({@link foldReport}). A kitchen does with its orders what {@link CookingLine} does.
 *
 * Decisions are functions of what they are given, the clock and chance with it: {@link chooseKitchen} and
 * {@link writeReceipt}, {@link planMigration}, {@link planFailover}, {@link judgeSilence}. Settings and reports that
 * somebody gave are examined first ({@link examineWeights} and its like), and answered with what is wrong.
 *
 * {@link Balancer} puts these together, still without sending or storing anything. {@link simulate} runs it on a virtual
 * clock with the orders of a {@link Scenario}; {@link record}, {@link replay} and {@link compareRuns} keep runs.
 */
export { Balancer } from './balancer/balancer.ts';
export type { BalancerRows, KitchenRow } from './balancer/balancer-rows.ts';
export type { BalancerSettings } from './balancer/balancer-settings.ts';
export type { MigrationCount } from './balancer/move-count.ts';
export type { Instruction, Outcome, ReportOutcome } from './balancer/outcome.ts';
export { settingsFor } from './balancer/settings-for.ts';
export { type Chance, chanceOf } from './chance/chance.ts';
export { type City, type CityWanted, isInCity, makeCity } from './city/city.ts';
export { CLASSIC_COOK_MS, type ClassicWanted, classicCity } from './city/classic-city.ts';
export {
  type Happening,
  makeScenario,
  type Scenario,
  type ScenarioWanted,
} from './city/scenarios.ts';
export { type Arrival, arrivalsOf, cookMsOf, type Hotspot, type Traffic, type TrafficPiece } from './city/traffic.ts';
export {
  type ChoiceSettings,
  type ChoiceSurroundings,
  chooseKitchen,
  type KitchenChoice,
} from './decide/choose-kitchen.ts';
export { examineMigration, examineSilence, examineWeights, type FieldProblem } from './decide/examine-settings.ts';
export type { KitchenExclusion, KitchenFilter } from './decide/hard-filter.ts';
export { judgeSilence, SILENCE_DEFAULTS, type SilenceSettings } from './decide/judge-silence.ts';
export { FAILOVER_DEFAULTS, type FailoverPlan, type FailoverSettings, planFailover } from './decide/plan-failover.ts';
export {
  MIGRATION_DEFAULTS,
  type MigrationMemory,
  type MigrationMove,
  type MigrationSettings,
  NOTHING_MOVED,
  planMigration,
} from './decide/plan-migration.ts';
export { type OrderReceipt, type ReceiptCandidate, waitingWords, writeReceipt } from './decide/receipt.ts';
export { byUrgency } from './decide/urgency.ts';
export { CookingLine, type LineReport, type LineSettings, type Ticket } from './kitchen/cooking-line.ts';
export { examineKitchen, examineStatus, examineWish, type KitchenStatus } from './kitchen/examine-kitchen.ts';
export { type KitchenPlan, type KitchenView, loadOf, RAIL_PER_COOK, roomOf } from './kitchen/kitchen.ts';
export { balanceIndex } from './measure/balance-index.ts';
export { type ErlangC, erlangC } from './measure/erlang-c.ts';
export { type SpreadOfValues, spreadOfValues } from './measure/spread-of-values.ts';
export { type Folded, foldReport, type KitchenReport, type Said, type Verdict } from './order/fold-report.ts';
export { isOwnedBy, type KitchenBoot, type Order, type OrderWish, receiveOrder } from './order/order.ts';
export {
  askBackOrder,
  assignOrder,
  deliverOrder,
  failOrder,
  OrderStepError,
  takeFromLost,
} from './order/order-steps.ts';
export { EventQueue } from './simulation/event-queue.ts';
export {
  type ComparedResult,
  type ComparedRow,
  type ComparedRun,
  compareRuns,
  firstDifference,
  type Recording,
  record,
  replay,
} from './simulation/recording.ts';
export type { RunResult } from './simulation/run-measures.ts';
export { type RunEvent, type RunOptions, simulate, WORLD_DEFAULTS, type World } from './simulation/simulate.ts';
