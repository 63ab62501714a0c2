import { chmodSync, chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StackConfig } from '../config.ts';
import { describeBrokers } from '../plan/kafka-service.ts';
import type { DownloadedPrograms, EngineLayout, StackLayout } from '../plan/stack-layout.ts';
import { StackError } from '../stack-error.ts';
import { kafkaId, writeBrokerFiles } from './broker-files.ts';
import { clientInputs, webInputs } from './input-hash.ts';
import { loadSecrets } from './secrets.ts';
import { ensureServiceAccount } from './service-account.ts';

export interface LayoutChoice {
  readonly brokers: 1 | 3;
  readonly programs: DownloadedPrograms;
  readonly engine?: EngineLayout;
  readonly durable: boolean;
  readonly containerScope: string;
  readonly agentId?: string;
  readonly extraEnvironment?: StackLayout['extraEnvironment'];
}

/**
 * Makes the state folder ready for a stack: folders with their owners, secrets, the brokers' files.
 *
 * @returns all that the services' descriptions are made from
 */
export async function prepareLayout(config: StackConfig, choice: LayoutChoice): Promise<StackLayout> {
  const { stateDirectory } = config;
  const dataDirectory = join(stateDirectory, `data-${choice.brokers === 1 ? 'one-broker' : 'three-brokers'}`);
  const postgresHome = join(dataDirectory, 'postgres');
  // The database's account has to be able to enter.
  mkdirSync(config.buildDirectory, { recursive: true });
  mkdirSync(postgresHome, { recursive: true, mode: 0o755 });
  chmodSync(stateDirectory, 0o755);
  const account = config.runsAsRoot ? await ensureServiceAccount() : undefined;
  if (account !== undefined) {
    chownSync(postgresHome, account.uid, account.gid);
    for (const path of [dataDirectory, choice.programs.postgresPrograms]) refuseClosedFolders(path);
  }
  const layout: StackLayout = {
    repositoryRoot: config.repositoryRoot,
    stateDirectory,
    dataDirectory,
    ports: config.ports,
    brokers: choice.brokers,
    clusterId: kafkaId(dataDirectory),
    programs: choice.programs,
    secrets: loadSecrets(stateDirectory),
    durable: choice.durable,
    logLevel: config.logLevel,
    build: {
      webDirectory: config.buildDirectory,
      webInputs: webInputs(config.repositoryRoot),
      clientInputs: clientInputs(config.repositoryRoot),
    },
    containerScope: choice.containerScope,
    extraEnvironment: choice.extraEnvironment ?? {},
    ...(choice.agentId === undefined ? {} : { agentId: choice.agentId }),
    ...(account === undefined ? {} : { account }),
    ...(choice.engine === undefined ? {} : { engine: choice.engine }),
  };
  for (const broker of describeBrokers(layout)) writeBrokerFiles(broker, layout);
  return layout;
}

/** The database runs under an account of its own, which owns none of the folders above its own. */
function refuseClosedFolders(path: string): void {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) {
      throw new StackError(
        `the database's account cannot enter ${folder} · "chmod o+x" it, or choose other places with LONGSHORE_STATE and LONGSHORE_CACHE`,
      );
    }
  }
}
