import { readFileSync, realpathSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DownloadedPrograms } from '../../cli/src/stack/plan/stack-layout.ts';
import { baseRoot, findBaseParts } from '../../deploy/images/base-root.ts';
import { buildImages } from '../../deploy/images/build-images.ts';
import type { EngineApi } from '../../deploy/images/engine-api.ts';
import { IMAGE_TARGETS, type ImageTarget } from '../../deploy/images/image-targets.ts';
import { type TarEntry, tarArchive } from '../../deploy/images/tar-archive.ts';
import { treeEntries } from '../../deploy/images/tree-entries.ts';
import { programEntries } from './program-entries.ts';

const IMAGES = join(import.meta.dirname, 'images');
const JAVA_BASE = 'longshore-check/java:17';
const SHELL_BASE = 'longshore-check/shell:1';

/** The names under which docker-compose.yml asks for the images of others, as its variables' defaults say. */
export interface OfficialNames {
  kafka: string;
  registry: string;
  postgres: string;
  prometheus: string;
}

export interface LocalImagesOptions {
  /** An engine of the test's own: no user's engine may get these names. */
  engine: EngineApi;
  repositoryRoot: string;
  programs: DownloadedPrograms;
  /** The folder in which Debian's package of Prometheus is unpacked. */
  prometheus: string;
  names: OfficialNames;
  /** Which of Longshore's own. @default all */
  targets?: readonly ImageTarget[];
  onImage: (name: string) => void;
}

/**
 * Makes every image of docker-compose.yml but Kafka UI's and Grafana's, under the official names, from the same programs that this
 * machine has from package registries: Kafka and Apicurio Registry on the machine's Java, PostgreSQL from its npm
 * package, Prometheus from Debian's, Longshore's own from their Dockerfiles.
 */
export async function makeLocalImages(options: LocalImagesOptions): Promise<void> {
  const { engine, names, programs, onImage } = options;
  const shell = withoutRepetition([
    ...(await baseRoot(await findBaseParts(process.execPath))),
    ...(await programEntries(['/bin/bash'])),
  ]);
  await engine.importImage(SHELL_BASE, ['ENV PATH=/usr/local/bin:/usr/bin:/bin'], tarArchive(shell));
  onImage(SHELL_BASE);
  const javaHome = dirname(dirname(realpathSync(programs.java)));
  const java = withoutRepetition([
    ...shell.filter((entry) => entry.path !== 'usr/local/bin/node'),
    ...(await javaEntries(javaHome)),
  ]);
  const javaPath = `ENV PATH=${javaHome}/bin:/usr/local/bin:/usr/bin:/bin`;
  await engine.importImage(JAVA_BASE, [javaPath], tarArchive(java));
  onImage(JAVA_BASE);

  const build = async (name: string, folder: string, base: string, context: readonly TarEntry[]): Promise<void> => {
    const request = { name, dockerfile: 'Dockerfile', buildArguments: { BASE_IMAGE: base }, labels: {} };
    await engine.buildImage(
      request,
      tarArchive([...(await treeEntries(join(IMAGES, folder), 'x')).map(atRoot), ...context]),
    );
    onImage(name);
  };
  await build(names.kafka, 'kafka', JAVA_BASE, [
    ...(await treeEntries(programs.kafkaLibraries, 'libs')),
    ...['server.properties', 'log4j2.yaml', 'tools-log4j2.yaml'].map((name) => configuration(name)),
    EMPTY,
  ]);
  await build(names.registry, 'registry', JAVA_BASE, await treeEntries(dirname(programs.registryJar), 'app'));
  await build(names.postgres, 'postgres', SHELL_BASE, [
    ...(await treeEntries(programs.postgresPrograms, 'postgresql')),
    ...(await postgresLibraries(programs.postgresPrograms)),
    EMPTY,
  ]);
  await build(names.prometheus, 'prometheus', SHELL_BASE, [
    ...(await treeEntries(join(options.prometheus, 'usr/bin'), 'bin')),
    EMPTY,
  ]);
  await buildImages({
    engine,
    root: options.repositoryRoot,
    node: process.execPath,
    baseImage: 'longshore/base:24',
    tag: 'dev',
    targets: options.targets ?? IMAGE_TARGETS,
    onImage,
  });
}

/** The engine refuses an archive that has a path twice. */
function withoutRepetition(entries: readonly TarEntry[]): TarEntry[] {
  return [...new Map(entries.map((entry) => [entry.path, entry])).values()];
}

const EMPTY: TarEntry = { kind: 'directory', path: 'empty' };

function atRoot(entry: TarEntry): TarEntry {
  return { ...entry, path: entry.path === 'x' ? '.' : entry.path.slice(2) };
}

/** The class that reads the environment asks for files of these names, and overrides what is in the first. */
function configuration(name: string): TarEntry {
  const content = name === 'server.properties' ? '' : readFileSync(join(IMAGES, 'kafka/log4j2.yaml'), 'utf8');
  return { kind: 'file', path: `config/${name}`, content: Buffer.from(content) };
}

/** What of a Java installation runs programs, at the same place, with the libraries of the system that it links. */
async function javaEntries(javaHome: string): Promise<TarEntry[]> {
  const folders = ['bin', 'conf', 'lib'];
  const trees: TarEntry[] = [];
  for (const folder of folders) {
    const skip =
      folder === 'bin'
        ? (await readdir(join(javaHome, 'bin'))).filter((name) => name !== 'java')
        : ['src.zip', 'ct.sym'];
    trees.push(...(await treeEntries(join(javaHome, folder), `${javaHome.slice(1)}/${folder}`, skip)));
  }
  trees.push({
    kind: 'file',
    path: `${javaHome.slice(1)}/release`,
    content: await readFile(join(javaHome, 'release')),
  });
  const isLibrary = (path: string): boolean =>
    /\/(libjvm|libjava|libnio|libnet|libzip|libjli|libjimage|libverify|libmanagement|libextnet|libprefs|libinstrument)\.so$/.test(
      path,
    );
  const libraries = trees.filter(({ path }) => isLibrary(path)).map(({ path }) => `/${path}`);
  const linked = await programEntries([join(javaHome, 'bin/java')], libraries);
  return [...trees, ...linked];
}

/** The libraries of the system that PostgreSQL's programs link; what came with them has its own place. */
async function postgresLibraries(programs: string): Promise<TarEntry[]> {
  const binaries = ['initdb', 'postgres'].map((name) => join(programs, 'bin', name));
  const linked = await programEntries(binaries);
  return linked
    .filter(({ path }) => !`/${path}`.startsWith(programs))
    .map((entry) => ({ ...entry, path: `system/${basename(entry.path)}` }));
}
