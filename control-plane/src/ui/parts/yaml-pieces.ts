import type { CodePiece } from './code-view.tsx';

const KEY = /^(\s*(?:- +)*)("(?:[^"\\]|\\.)*"|[^\s"'#-][^:]*|-[^\s:][^:]*)(:)(?=\s|$)(\s*)(.*)$/;
const ITEM = /^(\s*(?:- +)*)(.*)$/;

function kindOf(value: string): CodePiece['kind'] {
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value)) return 'number';
  if (/^(?:true|false|null)$/.test(value)) return 'word';
  return /^(?:[|>][+-]?\d*|\[\]|\{\})$/.test(value) ? 'plain' : 'string';
}

/** YAML line by line as the library writes it, by what its pieces are; for colour only, so that a guess does no harm. */
export function yamlPieces(text: string): CodePiece[] {
  return text.split(/(?<=\n)/).flatMap((whole): CodePiece[] => {
    const line = whole.replace(/\n$/, '');
    const end: CodePiece = { text: whole.slice(line.length), kind: 'plain' };
    const [, before = '', key, colon = '', gap = '', value = ''] = KEY.exec(line) ?? [];
    if (key !== undefined) {
      return [
        { text: before, kind: 'plain' },
        { text: key, kind: 'key' },
        { text: colon + gap, kind: 'plain' },
        { text: value, kind: kindOf(value) },
        end,
      ];
    }
    const [, indent = '', item = ''] = ITEM.exec(line) ?? [];
    return [{ text: indent, kind: 'plain' }, { text: item, kind: kindOf(item) }, end];
  });
}
