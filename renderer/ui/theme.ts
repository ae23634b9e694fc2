import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { findOptions } from './find-options.ts';

const systemFonts =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const monospaceFonts =
  "ui-monospace, 'Cascadia Mono', 'Segoe UI Mono', 'Liberation Mono', Menlo, Consolas, monospace";

/** The kit's own shades 6 fail WCAG AA as text and under white text; these shades pass in both themes. */
export const theme = createTheme({
  fontFamily: systemFonts,
  fontFamilyMonospace: monospaceFonts,
  headings: {
    fontFamily: systemFonts,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
  colors: {
    ink: [
      '#eef3fa',
      '#dde7f3',
      '#bccee5',
      '#98b4d7',
      '#7b9ecb',
      '#5d86bb',
      '#456fa5',
      '#355a89',
      '#284a73',
      '#1f3a5f',
    ],
    dark: [
      '#d3d8df',
      '#b6bdc8',
      '#9aa3b1',
      '#5c6675',
      '#3b434f',
      '#2f3641',
      '#252b34',
      '#1a1e25',
      '#14171c',
      '#0e1014',
    ],
  },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 6 },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { styles: { label: { fontWeight: 500 } } },
    Radio: { styles: { description: { lineHeight: 1.45 } } },
    Checkbox: { styles: { description: { lineHeight: 1.45 } } },
    Modal: {
      styles: {
        title: { fontWeight: 600, fontSize: '1.125rem', lineHeight: 1.4 },
        content: { background: 'var(--rc-surface)', border: '1px solid var(--rc-line)' },
        header: { background: 'var(--rc-surface)' },
      },
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.4 },
        centered: true,
        size: '30rem',
        padding: 'lg',
        transitionProps: { duration: 120 },
      },
    },
    Drawer: {
      styles: {
        title: { fontWeight: 600, fontSize: '1.125rem', lineHeight: 1.4 },
        // What has the keyboard is never behind the title, which stays in view.
        content: { background: 'var(--rc-surface)', scrollPaddingBlockStart: '4.5rem' },
        header: { background: 'var(--rc-surface)' },
      },
      defaultProps: {
        overlayProps: { backgroundOpacity: 0.4 },
        padding: 'lg',
        transitionProps: { duration: 120 },
      },
    },
    // A menu opened with the keyboard is at its first entry; the placeholder has a role that a menu may not contain.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 400 } },
    TextInput: { defaultProps: { autoComplete: 'off', spellCheck: false } },
    Select: {
      defaultProps: { allowDeselect: false, filter: findOptions, comboboxProps: { shadow: 'md' } },
    },
    MultiSelect: { defaultProps: { filter: findOptions } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-error': '#b42318',
    '--mantine-color-placeholder': '#6b7380',
    '--rc-surface': '#ffffff',
    '--rc-ground': '#f6f7f9',
    '--rc-line': '#e1e5ea',
    '--rc-scrollbar': '#9aa3b1',
    '--rc-hover': '#f3f6fa',
    '--rc-chosen': '#e9f0f9',
    '--rc-chart': '#355a89',
    '--rc-chart-strong': '#1f3a5f',
    '--rc-ok': '#12703f',
    '--rc-warn': '#8a5300',
    '--rc-bad': '#b42318',
    '--rc-ok-ground': '#e8f6ee',
    '--rc-warn-ground': '#fdf3df',
    '--rc-bad-ground': '#fdeceb',
  },
  dark: {
    '--mantine-color-dimmed': '#a4adba',
    '--mantine-color-error': '#ff9b91',
    '--mantine-color-placeholder': '#929cab',
    '--mantine-color-anchor': '#98b4d7',
    // The kit's own are darker than what they lie on, as if pressed in.
    '--mantine-color-ink-light': '#2a3647',
    '--mantine-color-ink-light-hover': '#324056',
    '--mantine-color-ink-light-color': '#bccee5',
    '--rc-surface': '#20252d',
    '--rc-ground': '#1a1e25',
    '--rc-line': '#323945',
    '--rc-scrollbar': '#5c6675',
    '--rc-hover': '#272d37',
    '--rc-chosen': '#2a3647',
    '--rc-chart': '#7b9ecb',
    '--rc-chart-strong': '#dde7f3',
    '--rc-ok': '#6fdca4',
    '--rc-warn': '#f2bd62',
    '--rc-bad': '#ff9b91',
    '--rc-ok-ground': '#1b3328',
    '--rc-warn-ground': '#382d18',
    '--rc-bad-ground': '#3c2322',
  },
});
