import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repositoryRoot } from '../setup/repository-root.ts';
import type { SimulatedHost } from './simulated-host.ts';

export interface CommandEnd {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/**
 * This machine's Debian over again, over a layer in memory: packages are installed there and nothing of it is seen
 * outside. Neither the repository nor any Node of this machine is in it. It has processes of its own, and stands on the
 * network and beside the engine of a simulated host, where one is given.
 */
export class DebianRoot implements AsyncDisposable {
  readonly #folder: string;
  readonly #first: ChildProcess;
  readonly #firstPid: number;

  private constructor(folder: string, first: ChildProcess, firstPid: number) {
    this.#folder = folder;
    this.#first = first;
    this.#firstPid = firstPid;
  }

  /**
   * @param host - on whose network and beside whose engine it is
   * @param firstProcess - `systemd` needs a host: it goes into that host's control group, and goes with it
   */
  static async open(host?: SimulatedHost, firstProcess: 'sleep' | 'systemd' = 'sleep'): Promise<DebianRoot> {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-debian-root-'));
    const network = host === undefined ? [] : ['nsenter', `--net=/run/netns/${host.name}`];
    const ofSystemd = ['sh', '-euc', enterControlGroup, 'sh', host?.name ?? ''];
    const first = spawn(
      'setpriv',
      [
        ...['--pdeathsig', 'KILL', ...network, ...(firstProcess === 'systemd' ? ofSystemd : [])],
        ...['unshare', '--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child=KILL', '--propagation=private'],
        ...(firstProcess === 'systemd' ? ['--cgroup'] : []),
        ...['sh', '-euc', prepare, 'sh', folder, host?.socketPath ?? '', firstProcess],
        ...[repositoryRoot, dirname(process.execPath)],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let errors = '';
    first.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const ended = once(first, 'exit').then(() => 'ended' as const);
    const ready = once(first.stdout.setEncoding('utf8'), 'data').then(() => 'ready' as const);
    if ((await Promise.race([ready, ended])) === 'ended') throw new Error(`no Debian root could be made: ${errors}`);
    const children = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, 'utf8').trim();
    const root = new DebianRoot(folder, first, Number(children));
    if (firstProcess === 'systemd') await root.#untilBooted(() => errors);
    return root;
  }

  /** Starts a program in it, which ends with it at the latest. */
  start(environment: Readonly<Record<string, string>>, program: string, ...args: string[]): ChildProcess {
    const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    return spawn(
      'nsenter',
      [
        ...[`--target=${this.#firstPid}`, '--mount', '--pid', '--net', '--root', '--wd=/'],
        ...['env', '--ignore-environment', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        ...['HOME=/root', 'DEBIAN_FRONTEND=noninteractive', ...settings, program, ...args],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
  }

  /** Runs a program in it to its end. */
  async run(program: string, ...args: string[]): Promise<CommandEnd> {
    const child = this.start({}, program, ...args);
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      const kept = { text: '' };
      stream?.setEncoding('utf8').on('data', (text: string) => {
        kept.text += text;
      });
      return kept;
    }) as [{ text: string }, { text: string }];
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, stdout: stdout.text, stderr: stderr.text };
  }

  /** The same, of a command that is to succeed. @returns what it wrote, on both outputs */
  async succeed(program: string, ...args: string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(program, ...args);
    if (exitCode === 0) return stdout + stderr;
    throw new Error(`${program} ${args.join(' ')} ended with ${exitCode}: ${stdout}${stderr}`);
  }

  /** Installs a package, whatever it needs being there already. @returns what was said */
  async install(path: string): Promise<string> {
    const inside = join('/tmp', basename(path));
    cpSync(path, this.#outside(inside));
    try {
      return await this.succeed('dpkg', '--install', inside);
    } finally {
      rmSync(this.#outside(inside));
    }
  }

  /** Writes a file in it. */
  write(path: string, text: string, mode = 0o644): void {
    writeFileSync(this.#outside(path), text, { mode });
  }

  read(path: string): string {
    return readFileSync(this.#outside(path), 'utf8');
  }

  async exists(path: string): Promise<boolean> {
    return (await this.run('test', '-e', path)).exitCode === 0;
  }

  /** Ends all that runs in it; its files go with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#first.exitCode === null && this.#first.signalCode === null) {
      const gone = once(this.#first, 'exit');
      // The first process of a process namespace takes the others with it.
      process.kill(this.#firstPid, 'SIGKILL');
      await gone;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #untilBooted(errors: () => string): Promise<void> {
    const deadline = performance.now() + 30_000;
    for (;;) {
      const { stdout, stderr } = await this.run('systemctl', 'is-system-running');
      if (stdout.trim() === 'running') return;
      if (performance.now() > deadline) {
        await this[Symbol.asyncDispose]();
        throw new Error(`systemd did not start: ${stdout}${stderr}${errors()}`);
      }
      await delay(50);
    }
  }

  /** Its files are seen from outside through its first process. */
  #outside(path: string): string {
    return join(`/proc/${this.#firstPid}/root`, path);
  }
}

/** `sh -c enterControlGroup sh <host's control group> <command>...`: in each hierarchy that systemd uses. */
const enterControlGroup = `
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
  if [ -f "$hierarchy/cgroup.procs" ]; then
    mkdir -p "$hierarchy/$1/first-process"
    echo $$ > "$hierarchy/$1/first-process/cgroup.procs"
  fi
done
shift
exec "$@"
`;

/** `sh -c prepare sh <folder> <engine's socket or nothing> <first process> <folders that are not to be seen>...` */
const prepare = `
mount -t tmpfs -o mode=0755 tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" overlay "$1/root"
cd "$1/root"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t tmpfs -o mode=0755 tmpfs dev
for device in null:3 zero:5 full:7 random:8 urandom:9; do
  mknod -m 0666 "dev/\${device%:*}" c 1 "\${device#*:}"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
ln -s pts/ptmx dev/ptmx
mount -t sysfs -o ro sysfs sys
for folder in run tmp dev/shm; do mount -t tmpfs -o mode=1777 tmpfs "$folder"; done
if [ -n "$2" ]; then
  touch run/docker.sock
  mount --bind "$2" run/docker.sock
  # Where the engine keeps its images: how full the disk is is asked by that path.
  mkdir -p ".$(dirname "$2")"
  mount --bind "$(dirname "$2")" ".$(dirname "$2")"
fi
first=$3
shift 3
for folder in "$@" /root; do
  if [ -d ".$folder" ]; then mount -t tmpfs -o ro,mode=0755 tmpfs ".$folder"; fi
done
for program in node npm npx; do
  rm -f "usr/local/bin/$program" "usr/bin/$program"
done
# Nor is what this machine has against starting services.
rm -f etc/longshore/agent.* usr/sbin/policy-rc.d
# "ready" only from inside: before, its root would be the machine's own.
if [ "$first" = sleep ]; then exec chroot . sh -c 'echo ready; exec sleep infinity'; fi

# Of all that this machine would start nothing is, but the journal.
rm -rf etc/systemd/system/* lib/systemd/system/*.wants lib/systemd/system/*.requires lib/systemd/system-generators/*
for target in sysinit basic network-online multi-user; do
  printf '[Unit]\\nDefaultDependencies=no\\n' > "etc/systemd/system/$target.target"
done
printf '[Unit]\\nDefaultDependencies=no\\nWants=systemd-journald.service\\n' > etc/systemd/system/test.target
mkdir -p etc/systemd/journald.conf.d
printf '[Journal]\\nStorage=volatile\\nAudit=no\\nReadKMsg=no\\n' > etc/systemd/journald.conf.d/test.conf
if [ -f /sys/fs/cgroup/cgroup.procs ]; then
  mount -t cgroup2 cgroup2 sys/fs/cgroup
else
  mount -t tmpfs -o mode=0755 tmpfs sys/fs/cgroup
  mkdir sys/fs/cgroup/systemd sys/fs/cgroup/unified
  mount -t cgroup2 cgroup2 sys/fs/cgroup/unified
  mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
fi
exec chroot . sh -c 'echo ready; exec env -i container=test PATH="$PATH" /lib/systemd/systemd --unit=test.target'
`;
