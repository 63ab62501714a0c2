import { buildImages } from '../../deploy/images/build-images.ts';
import { connectEngine } from '../../deploy/images/engine-api.ts';
import { IMAGE_TARGETS } from '../../deploy/images/image-targets.ts';
import { repositoryRoot } from '../setup/repository-root.ts';

/** Builds one of our images on an engine, unless it is there as it would become. */
export async function buildImage(socketPath: string, repository: string, tag: string): Promise<void> {
  await buildImages({
    engine: connectEngine(`unix://${socketPath}`),
    root: repositoryRoot,
    node: process.execPath,
    baseImage: 'longshore/base:24',
    tag,
    targets: IMAGE_TARGETS.filter((target) => target.repository === repository),
    onImage: () => undefined,
  });
}
