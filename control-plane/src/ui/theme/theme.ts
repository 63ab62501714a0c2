import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent. Every other colour on a page means a state. */
const accent: MantineColorsTuple = [
  '#f3f0ff',
  '#e4deff',
  '#c9beff',
  '#ac9bff',
  '#937dfb',
  '#7f66f0',
  '#6d52e3',
  '#5c41cf',
  '#4d35b3',
  '#3d2a91',
];

/** Cool greys for the dark scheme, in place of the library's neutral ones. */
const dark: MantineColorsTuple = [
  '#ecedf1',
  '#c9ccd5',
  '#a9adba',
  '#7e8494',
  '#363943',
  '#1c1e24',
  '#181a1f',
  '#121317',
  '#0e0f13',
  '#0c0d10',
];

/** Names of installed fonts only: a page never fetches one. */
const sans =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', Inter, Roboto, 'Noto Sans', 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
const mono =
  "ui-monospace, 'SF Mono', SFMono-Regular, 'JetBrains Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By their names: a part that a page does not show is none that it fetches.
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Modal: { styles: { title: { fontWeight: 600, lineHeight: 1.4, overflowWrap: 'anywhere' } } },
  },
});

/** Mantine's own variables, taken from ours (global.css), so that there is one palette. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--ls-surface)',
    '--mantine-color-text': 'var(--ls-text)',
    '--mantine-color-dimmed': 'var(--ls-text-2)',
    '--mantine-color-placeholder': 'var(--ls-text-3)',
    '--mantine-color-default': 'var(--ls-raised)',
    '--mantine-color-default-hover': 'var(--ls-hover)',
    '--mantine-color-default-color': 'var(--ls-text)',
    '--mantine-color-default-border': 'var(--ls-line-strong)',
    '--mantine-color-error': 'var(--ls-badly-text)',
    '--mantine-color-anchor': 'var(--ls-accent-text)',
    '--mantine-color-gray-light-color': 'var(--ls-text-2)',
  };
  return { variables: {}, light: shared, dark: shared };
};
