import { existsSync } from 'node:fs';
import type { StackConfig } from '../config.ts';
import { StackError } from '../stack-error.ts';
import type { Steps } from '../terminal/steps.ts';
import { findEngineSocket } from './find-engine.ts';
import { findProgram } from './find-program.ts';
import { runCommand } from './run-command.ts';

/** A program that is not part of the clone, and the Debian packages that bring it. */
interface SystemProgram {
  readonly program: string;
  readonly packages: readonly string[];
}

/** The same of something that is no program, by where it lies. */
interface SystemPart {
  readonly file: string;
  readonly packages: readonly string[];
}

const java: readonly SystemProgram[] = [
  { program: 'java', packages: ['openjdk-17-jre-headless'] },
  { program: 'mvn', packages: ['maven'] },
];
const engine: readonly SystemProgram[] = [
  { program: 'dockerd', packages: ['docker.io'] },
  { program: 'iptables', packages: ['iptables'] },
];
const chromium: readonly SystemProgram[] = [{ program: 'chromium', packages: ['chromium', 'fonts-dejavu-core'] }];
const hosts: readonly SystemProgram[] = [{ program: 'ip', packages: ['iproute2'] }];
/** What the small image of tests is made of, which many of their containers run. */
const shell: readonly SystemProgram[] = [{ program: 'busybox', packages: ['busybox-static'] }];
/** Its tools: it need not be what runs this machine. */
const systemd: readonly SystemProgram[] = [{ program: 'systemd-analyze', packages: ['systemd'] }];

/** The typeface that the pages are meant in. */
const typeface: SystemPart = { file: '/usr/share/fonts/opentype/inter', packages: ['fonts-inter'] };

const bareCheck: readonly SystemProgram[] = [
  { program: 'debootstrap', packages: ['debootstrap'] },
  { program: 'ip', packages: ['iproute2'] },
  { program: 'iptables', packages: ['iptables'] },
];

/** What checks can need, by the word that test/checks.ts has for it. */
const testNeeds = { services: java, engine: [...engine, ...shell], chromium, hosts: [...engine, ...hosts], systemd };

/** Sees to what the local stack needs of the system: Java, Maven, and an engine unless one answers. */
export async function ensureStackPackages(config: StackConfig, steps: Steps, signal?: AbortSignal): Promise<void> {
  const engineAnswers = (await findEngineSocket()) !== undefined;
  await ensurePrograms([...java, ...(engineAnswers || !config.runsAsRoot ? [] : engine)], config, steps, signal);
}

/** Sees to what checks need beyond Node: Java, an engine, a browser, engines in namespaces of their own. */
export async function ensureTestPackages(
  config: StackConfig,
  needs: readonly (keyof typeof testNeeds)[],
  steps: Steps,
  signal?: AbortSignal,
): Promise<void> {
  const programs = [...new Set(needs)].flatMap((need) => testNeeds[need]);
  await ensurePrograms(programs, config, steps, signal);
}

/** Sees to what taking pictures of the pages needs: what browser tests do, and the typeface. */
export async function ensurePicturePackages(config: StackConfig, steps: Steps, signal?: AbortSignal): Promise<void> {
  await ensurePrograms([...java, ...engine, ...shell, ...chromium, ...hosts, typeface], config, steps, signal);
}

/** Sees to what making a bare root in a network of its own needs. */
export async function ensureBareCheckPackages(config: StackConfig, steps: Steps, signal?: AbortSignal): Promise<void> {
  await ensurePrograms(bareCheck, config, steps, signal);
}

/** Installs the packages of the programs that are missing; as somebody else than root says what to install. */
async function ensurePrograms(
  parts: readonly (SystemProgram | SystemPart)[],
  config: StackConfig,
  steps: Steps,
  signal?: AbortSignal,
): Promise<void> {
  const missing = parts.filter((part) =>
    'file' in part ? !existsSync(part.file) : findProgram(part.program) === undefined,
  );
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((part) => part.packages))];
  if (!config.runsAsRoot || findProgram('apt-get') === undefined) {
    const names = missing.map((part) => ('file' in part ? part.file : part.program)).join(', ');
    throw new StackError(
      `not installed: ${names} · they can be installed by root only · run "apt-get install ${packages.join(' ')}"` +
        ' or what corresponds to it on this system',
    );
  }
  await steps.run(`Packages ${packages.join(', ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const lock = '-oDPkg::Lock::Timeout=120';
    await runCommand(['apt-get', lock, '--quiet=2', 'update'], { env, signal });
    const install = async (): Promise<void> => {
      const command = [
        'apt-get',
        lock,
        '--quiet=2',
        '--yes',
        '--no-install-recommends',
        'install',
        ...packages,
      ] as const;
      await runCommand(command, { env, signal });
    };
    await install().catch(async (error: unknown) => {
      if (signal?.aborted) throw error;
      // On a machine where an installation was once interrupted, that has to be brought to its end first.
      await runCommand(['dpkg', '--configure', '--pending'], { env, signal });
      await install();
    });
  });
}
