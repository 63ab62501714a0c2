import { chanceOf } from '@longshore/kitchens';
import { callControlPlane } from '../control-plane.ts';
import { KitchenCrew } from './kitchen-crew.ts';
import { accountSince, balanceSince, newestOrder, type Rig, responsesSince, untilAllEnded } from './kitchen-rig.ts';
import { KitchenUser } from './kitchen-user.ts';
import type { OrderAccount } from './order-account.ts';
import { signUpUsers } from './sign-up-users.ts';
import { UserLog, type UserLogFigures } from './user-log.ts';
import { MEAN_COOK_MS, wishesOf } from './wishes.ts';

/** What many users at once go through. */
export interface UsersFigures extends UserLogFigures {
  users: number;
  seconds: number;
  /** Between two orders of one user, on average. */
  paceSeconds: number;
  /** Processor time of all users together as a share of one processor: near 1, it is they who are measured. */
  clientShare: number;
  /** From coming in to ready, on average, by the database’s clock. */
  responseMeanMs: number;
  /** Jain’s index of the time that each kitchen cooked. */
  balance: number;
  account: OrderAccount;
}

export interface UsersOptions {
  users: number;
  seconds: number;
  onStep: (words: string) => void;
}

const KITCHENS = 5;
const PACE_SECONDS = 15;
/** Of all cooks: users shall not wait for kitchens. */
const LOAD = 0.6;
/** Fewer than a server lets wait. */
const ARRIVE_AT_ONCE = 40;
const WARM_UP = 300;

/** Lets users place orders and watch them, all at once, at the pace of people. */
export async function measureUsers(rig: Rig, { users, seconds, onStep }: UsersOptions): Promise<UsersFigures> {
  const { database, signal } = rig;
  const paceMs = PACE_SECONDS * 1_000;
  const capacity = Math.max(3, Math.ceil(((users / paceMs) * MEAN_COOK_MS) / LOAD / KITCHENS));
  await using crew = await KitchenCrew.open(rig, { name: 'served', kitchens: KITCHENS, capacity, clockFactor: 1 });
  const keys = await signUpUsers(database, users);
  await warmUp(rig);
  const since = await newestOrder(rig);
  onStep(`${users} users open their event streams`);
  const log = new UserLog();
  using present = new DisposableStack();
  const people = await arriveAll(rig, keys, log, present);
  onStep(`${users} users place orders and watch them for ${seconds} s`);
  const usedBefore = process.cpuUsage();
  const beganAtMs = performance.now();
  await Promise.all(people.map((user) => user.stay(beganAtMs + seconds * 1_000, paceMs)));
  const used = process.cpuUsage(usedBefore);
  const clientShare = (used.user + used.system) / 1_000 / (performance.now() - beganAtMs);
  signal.throwIfAborted();
  await untilAllEnded(rig);
  const account = await accountSince(rig, since, log.placed);
  const responses = await responsesSince(rig, since);
  const responseMeanMs = responses.reduce((sum, ms) => sum + ms, 0) / responses.length;
  const balance = await balanceSince(rig, since, KITCHENS);
  await crew.close();
  const figures = { ...log.figures(), responseMeanMs, balance, account };
  return { users, seconds, paceSeconds: PACE_SECONDS, clientShare, ...figures };
}

/** Opens each user's stream; they are gone with the stack. */
async function arriveAll(
  { started, signal }: Rig,
  keys: readonly string[],
  log: UserLog,
  present: DisposableStack,
): Promise<KitchenUser[]> {
  const url = `${started.plane.url}/api/v1`;
  const next = wishesOf('users');
  const chance = chanceOf(1, 'pace of users');
  const people: KitchenUser[] = [];
  const left = [...keys];
  const door = async (): Promise<void> => {
    for (let key = left.pop(); key !== undefined; key = left.pop()) {
      people.push(present.use(await KitchenUser.arrive({ url, key, log, next, chance, signal })));
    }
  };
  // All of them, also after one has failed: who came in meanwhile is to leave with the others.
  const doors = await Promise.allSettled(Array.from({ length: ARRIVE_AT_ONCE }, door));
  const failed = doors.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return people;
}

/** What answers the first requests is compiled while it does. */
async function warmUp(rig: Rig): Promise<void> {
  const { started, signal } = rig;
  const next = wishesOf('warm-up of users');
  for (let order = 0; order < WARM_UP; order += 1) {
    signal.throwIfAborted();
    await callControlPlane(started.plane, '/orders', { method: 'POST', body: JSON.stringify(next()) });
  }
  await untilAllEnded(rig);
}
