import { type BuildOptions, build } from 'esbuild';

/** CommonJS packages in an ES module bundle ask for these names, which ES modules do not have. */
const COMMONJS_NAMES = `import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`;

export interface BundleOptions {
  /** A single executable takes CommonJS only. @default 'esm' */
  format?: 'esm' | 'cjs';
  /** Names that stand for expressions, put in while bundling. */
  define?: Readonly<Record<string, string>>;
}

/**
 * Bundles a program and all it imports into one module for the Node of the images.
 *
 * @param root the repository's folder
 * @param entry the program's file, relative to it
 * @throws when it cannot be bundled, with esbuild's messages
 */
export async function bundleProgram(
  root: string,
  entry: string,
  { format = 'esm', define = {} }: BundleOptions = {},
): Promise<Buffer> {
  const options: BuildOptions & { write: false } = {
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node24',
    format,
    define: { ...define },
    ...(format === 'esm' ? { banner: { js: COMMONJS_NAMES } } : {}),
    // Names stay, so that a stack trace can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'eof',
    // Native parts of the engine client's ssh transport, which is not used: it does without them.
    external: ['cpu-features'],
    loader: { '.node': 'empty' },
    write: false,
    logLevel: 'silent',
  };
  const [file] = (await build(options)).outputFiles;
  if (file === undefined) throw new Error(`bundling ${entry} gave no file`);
  return Buffer.from(file.contents);
}
