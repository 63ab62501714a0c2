import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { makeOnce } from './make-once.ts';
import { runCommand } from './run-command.ts';

const registryVersion = '3.0.9';
const pomFile = join(import.meta.dirname, 'kafka-pom.xml');

/** Where Maven keeps its own downloads: in the cache too, so that a second program finds shared parts there. */
function mavenRepository(cacheDirectory: string): string {
  return `-Dmaven.repo.local=${join(cacheDirectory, 'maven-repository')}`;
}

/** Folder of Kafka's jars. Its name carries a hash of the pom: other versions get a folder of their own. */
export function kafkaDirectory(cacheDirectory: string): string {
  const hash = createHash('sha256').update(readFileSync(pomFile)).digest('hex').slice(0, 8);
  return join(cacheDirectory, `kafka-${hash}`);
}

/** Brings Kafka's jars from Maven Central. */
export async function downloadKafka(cacheDirectory: string, signal?: AbortSignal): Promise<boolean> {
  return await makeOnce(join(kafkaDirectory(cacheDirectory), 'lib'), async (partial) => {
    await runCommand(
      [
        'mvn',
        '--quiet',
        '--batch-mode',
        `--file=${pomFile}`,
        mavenRepository(cacheDirectory),
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${partial}`,
      ],
      { signal },
    );
  });
}

export function registryDirectory(cacheDirectory: string): string {
  return join(cacheDirectory, `apicurio-registry-${registryVersion}`);
}

export function registryJar(cacheDirectory: string): string {
  return join(registryDirectory(cacheDirectory), 'app', `apicurio-registry-app-${registryVersion}-runner.jar`);
}

/** Brings the schema registry from Maven Central and unpacks it. */
export async function downloadRegistry(cacheDirectory: string, signal?: AbortSignal): Promise<boolean> {
  return await makeOnce(join(registryDirectory(cacheDirectory), 'app'), async (partial) => {
    mkdirSync(partial, { recursive: true });
    // Later versions of the plugin insist on the registry's parent pom, which is not published.
    await runCommand(
      [
        'mvn',
        '--quiet',
        '--batch-mode',
        mavenRepository(cacheDirectory),
        'org.apache.maven.plugins:maven-dependency-plugin:2.8:copy',
        `-Dartifact=io.apicurio:apicurio-registry-app:${registryVersion}:tar.gz:all`,
        `-DoutputDirectory=${partial}`,
      ],
      { signal },
    );
    const archive = join(partial, `apicurio-registry-app-${registryVersion}-all.tar.gz`);
    await runCommand(['tar', '--extract', '--gzip', '--no-same-owner', `--file=${archive}`, `--directory=${partial}`], {
      signal,
    });
    await runCommand(['rm', archive], { signal });
  });
}

/** Identifies the Java installation; class archives work with the very one that made them. */
export function javaId(javaProgram: string): string {
  const release = readFileSync(join(realpathSync(javaProgram), '../../release'));
  return createHash('sha256').update(release).digest('hex').slice(0, 8);
}
