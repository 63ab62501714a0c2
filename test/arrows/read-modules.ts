import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { freeFolders, mayImport } from './rules.ts';
import { teachSwcVisitor } from './teach-swc-visitor.ts';

teachSwcVisitor();

/**
 * Reads every module of our folders under a root, with what each imports, and the rules it breaks.
 *
 * The parser is swc, since dependency-cruiser reads no TypeScript at all with TypeScript 7; whoever calls this must check
 * that modules were read.
 */
export async function readModules(root: string, rules: IForbiddenRuleType[]): Promise<ICruiseResult> {
  const folders = [...Object.keys(mayImport), ...freeFolders].filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(
    folders,
    {
      baseDir: root,
      parser: 'swc',
      validate: true,
      ruleSet: { forbidden: rules },
      doNotFollow: { path: ['node_modules', '/generated/'] },
      exclude: {
        path: ['/\\.next/', '/dist/', 'test/arrows/fixtures/', 'next-env\\.d\\.ts$', '\\.(css|png|svg|json)$'],
      },
    },
    {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.jsx'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      alias: { '@': join(root, 'control-plane/src') },
    },
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text where a result was expected');
  return output;
}
