import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildImages } from './build-images.ts';
import { defaultEngine } from './config.ts';
import { connectEngine, EngineError } from './engine-api.ts';
import { IMAGE_TARGETS } from './image-targets.ts';

const USAGE = `node deploy/images/build-main.ts --all

Builds Longshore's images in a container engine, leaving alone what is up to date.

  --engine unix:///path/of/docker.sock   the engine (default: DOCKER_HOST, else unix:///var/run/docker.sock)
  --all                                  also the images that only docker compose needs: agent, control plane
  --tag NAME                             tag of the images on the base image (default: dev)
  --base-image NAME                      name of the base image (default: longshore/base:24)`;

try {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string' },
      all: { type: 'boolean', default: false },
      tag: { type: 'string', default: 'dev' },
      'base-image': { type: 'string', default: 'longshore/base:24' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
  } else {
    await buildImages({
      engine: connectEngine(values.engine ?? defaultEngine()),
      root: join(import.meta.dirname, '../..'),
      node: process.execPath,
      baseImage: values['base-image'],
      tag: values.tag,
      targets: IMAGE_TARGETS.filter((target) => values.all || target.atUp),
      onImage: (name, outcome, tookMs) =>
        console.log(`${name.padEnd(32)} ${outcome}  ${(tookMs / 1_000).toFixed(1)} s`),
    });
  }
} catch (error) {
  const mistyped = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
  if (!(error instanceof EngineError) && !mistyped) throw error;
  console.error(mistyped ? `${(error as Error).message}\n\n${USAGE}` : (error as Error).message);
  process.exitCode = mistyped ? 2 : 1;
}
