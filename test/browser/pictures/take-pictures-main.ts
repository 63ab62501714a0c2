import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewPassword } from '@longshore/schemas';
import type { Browser, Cookie } from 'playwright-core';
import { loadStackConfig } from '../../../cli/src/stack/config.ts';
import { ensurePicturePackages } from '../../../cli/src/stack/prepare/packages.ts';
import { interruptible } from '../../../cli/src/stack/terminal/interruption.ts';
import { Steps } from '../../../cli/src/stack/terminal/steps.ts';
import { WebhookReceiver } from '../../fakes/webhooks/webhook-receiver.ts';
import { ControlPlane } from '../harness/control-plane.ts';
import { launchBrowser } from '../harness/launch-browser.ts';
import { type AgentChoice, startLongshore } from '../harness/start-longshore.ts';
import { settle, Visit, type VisitChoice } from '../harness/visit.ts';
import { fillLongshore } from './fill-longshore.ts';
import { toIndexedPng } from './indexed-png.ts';
import { type Picture, pictures, type Shown } from './picture-list.ts';

/** All of them together: they are part of every clone. */
const BYTES_MAX = 6_000_000;
const desk = { width: 1280, height: 800 };
// They are shown 260 pixels wide: twice as many are enough.
const onPhone: [suffix: string, VisitChoice] = ['-phone', { width: 390, height: 844, scale: 1.5, touch: true }];
const themes = ['light', 'dark'] as const;

const agent = (id: string, labels: string, location: string): AgentChoice => ({
  id,
  environment: {
    LONGSHORE_AGENT_LABELS: labels,
    LONGSHORE_AGENT_LOCATION: location,
    LONGSHORE_HEALTH_INTERVAL_MS: '2000',
    LONGSHORE_ENGINE_PING_DEADLINE_MS: '2000',
  },
});

const agents = [
  agent('eu-1', 'zone=eu,disk=ssd', '53.55,9.99,Hamburg'),
  agent('eu-2', 'zone=eu', '51.92,4.48,Rotterdam'),
  agent('us-1', 'zone=us', '40.69,-74.15,Newark'),
] as const;

/**
 * `longshore screenshots`: takes a picture of every page in both themes, and of the chief ones on a phone too, into
 * docs/images: three agents on engines of their own, real jobs, a few people. With names, only those pictures.
 */
async function takePictures(names: readonly string[], interrupted: AbortSignal): Promise<void> {
  const chosen = pictures.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length < names.length) {
    throw new Error(`there are only the pictures ${pictures.map(({ name }) => name).join(', ')}`);
  }
  const steps = new Steps();
  const config = loadStackConfig();
  const folder = join(config.repositoryRoot, 'docs/images');
  mkdirSync(folder, { recursive: true });
  await ensurePicturePackages(config, steps, interrupted);
  await using parts = new AsyncDisposableStack();
  const receiver = await WebhookReceiver.start();
  parts.defer(() => receiver.stop());
  // On this machine is who receives its webhooks.
  const environment = { dispatcher: { LONGSHORE_WEBHOOK_PRIVATE_ADDRESSES: 'allow' } };
  const longshore = parts.use(await steps.run('A Longshore of three hosts', () => startLongshore(agents, environment)));
  const url = longshore.services.webUrl;
  const controlPlane = new ControlPlane(url, longshore.services.ownerKey);
  await controlPlane.untilReady(agents.length);
  const { shown, anna } = await steps.run('What a few people do with it', () =>
    fillLongshore(
      longshore,
      controlPlane,
      receiver,
      agents.map(({ id }) => id),
    ),
  );
  const windows = new Windows(parts.use(await launchBrowser()), url, anna);
  parts.use(windows);
  let bytes = 0;
  for (const picture of chosen) {
    interrupted.throwIfAborted();
    bytes += await steps.run(`docs/images/${picture.name}`, () => take(picture, shown, windows, folder));
  }
  steps.line(`${(bytes / 1_000_000).toFixed(1)} MB`);
  if (bytes > BYTES_MAX) throw new Error(`together they have ${bytes} bytes, more than ${BYTES_MAX}`);
}

/** @returns how many bytes its pictures have */
async function take(picture: Picture, shown: Shown, windows: Windows, folder: string): Promise<number> {
  const { name, path, chief, asNobody = false, scale = 1, prepare } = picture;
  const choices: [suffix: string, VisitChoice][] = [['', { ...desk, scale }], ...(chief ? [onPhone] : [])];
  let bytes = 0;
  for (const [suffix, choice] of choices) {
    for (const theme of themes) {
      const visit = await windows.get({ ...choice, theme }, asNobody);
      const { page } = visit;
      if (asNobody) await page.goto(path(shown));
      else await visit.goto(path(shown));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await prepare?.(page, shown);
      if (!asNobody) await settle(page);
      const file = join(folder, `${name}${suffix}${theme === 'dark' ? '-dark' : ''}.png`);
      const image = toIndexedPng(await page.screenshot({ caret: 'hide', animations: 'disabled' }));
      writeFileSync(file, image);
      bytes += image.length;
      // A page that lives on takes the time of the next one; and a part behind # is gone to by nobody twice.
      await page.goto('about:blank');
    }
  }
  return bytes;
}

/** Browsers of one person, each kind of window once. */
class Windows implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #who: NewPassword;
  readonly #open = new Map<string, Visit>();
  /** One session for all of them. */
  #cookies: Cookie[] | undefined;

  constructor(browser: Browser, url: string, who: NewPassword) {
    this.#browser = browser;
    this.#url = url;
    this.#who = who;
  }

  async get(choice: VisitChoice, asNobody: boolean): Promise<Visit> {
    const key = JSON.stringify([choice, asNobody]);
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const visit = await Visit.open(this.#browser, this.#url, { ...choice, as: 'nobody' });
    this.#open.set(key, visit);
    if (asNobody) return visit;
    if (this.#cookies === undefined) await signIn(visit, this.#url, this.#who);
    else await visit.page.context().addCookies(this.#cookies);
    this.#cookies ??= await visit.page.context().cookies();
    return visit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const visit of this.#open.values()) await visit[Symbol.asyncDispose]();
  }
}

/** Signs a browser in, without a page. */
async function signIn({ page }: Visit, url: string, { user, password }: NewPassword): Promise<void> {
  const answer = await page.request.post('/api/v1/session', {
    headers: { origin: url },
    data: { email: user.email, password },
  });
  if (!answer.ok()) throw new Error(`${user.email} was not let in: ${answer.status()} ${await answer.text()}`);
}

await interruptible(
  (interrupted) => takePictures(process.argv.slice(2), interrupted),
  () => process.stderr.write('Interrupted; taking everything down.\n'),
);
