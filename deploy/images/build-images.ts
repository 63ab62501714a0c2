import { baseRoot, describeBaseParts, findBaseParts } from './base-root.ts';
import type { EngineApi } from './engine-api.ts';
import type { ImageTarget } from './image-targets.ts';
import { hashInputs } from './inputs-hash.ts';
import { tarArchive } from './tar-archive.ts';

/** The label by which it is known from what an image was made. */
export const INPUTS_LABEL = 'longshore.inputs';

export interface BuildImagesOptions {
  engine: EngineApi;
  /** The repository's folder. */
  root: string;
  /** The Node binary that goes into the base image. */
  node: string;
  baseImage: string;
  tag: string;
  targets: readonly ImageTarget[];
  onImage: (name: string, outcome: 'built' | 'unchanged', tookMs: number) => void;
}

/** Makes the base image and the targets on it, in the engine, leaving alone what is up to date. */
export async function buildImages(options: BuildImagesOptions): Promise<void> {
  const { engine, root, baseImage } = options;
  const parts = await findBaseParts(options.node);
  const baseInputs = await hashInputs(
    root,
    ['deploy/images/base-root.ts', 'deploy/images/tar-archive.ts'],
    [await describeBaseParts(parts)],
  );
  await bringUpToDate(options, baseImage, baseInputs, async () => {
    const changes = [`LABEL ${INPUTS_LABEL}=${baseInputs}`, 'ENV PATH=/usr/local/bin:/usr/bin:/bin', 'WORKDIR /'];
    await engine.importImage(baseImage, changes, tarArchive(await baseRoot(parts)));
  });
  for (const target of options.targets) {
    const name = `${target.repository}:${options.tag}`;
    const inputs = await hashInputs(root, target.inputs, [baseInputs]);
    await bringUpToDate(options, name, inputs, async () => {
      const request = {
        name,
        dockerfile: 'Dockerfile',
        buildArguments: { BASE_IMAGE: baseImage },
        labels: { [INPUTS_LABEL]: inputs },
      };
      await engine.buildImage(request, tarArchive(await target.context(root, inputs)));
    });
  }
}

async function bringUpToDate(
  { engine, onImage }: BuildImagesOptions,
  name: string,
  inputs: string,
  make: () => Promise<void>,
): Promise<void> {
  const startedAtMs = performance.now();
  const before = await engine.inspectImage(name);
  const current = before?.labels[INPUTS_LABEL] === inputs;
  if (!current) {
    await make();
    // The image that had the name before has none now, and would stay for ever.
    const after = await engine.inspectImage(name);
    const ours = before !== null && before.labels[INPUTS_LABEL] !== undefined;
    if (ours && after?.id !== before.id) await engine.removeUnusedImage(before.id);
  }
  onImage(name, current ? 'unchanged' : 'built', performance.now() - startedAtMs);
}
