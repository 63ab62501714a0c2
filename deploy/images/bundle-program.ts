import { build } from 'esbuild';

/**
 * Bundles a program and all it imports into one CommonJS file for the Node of the images.
 *
 * @param root the repository's folder
 * @param entry the program's file, relative to it
 */
export async function bundleProgram(root: string, entry: string): Promise<Buffer> {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: false,
    legalComments: 'eof',
    // Native add-ons of dockerode's ssh transport, which is not used: a socket is.
    external: ['cpu-features'],
    loader: { '.node': 'empty' },
    write: false,
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (file === undefined) throw new Error(`bundling ${entry} gave no file`);
  return Buffer.from(file.contents);
}
