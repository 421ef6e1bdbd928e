import { shape, text, type Shape } from './read.ts';

/** Dresses the page as the host says: light or dark, and the host's own colours and letters. */
export function applyTheme(root: HTMLElement, context: Shape): void {
  const theme = context['theme'];
  if (theme === 'light' || theme === 'dark') root.style.colorScheme = theme;
  for (const [name, value] of Object.entries(shape(shape(context['styles'])?.['variables']) ?? {})) {
    if (name.startsWith('--')) root.style.setProperty(name, text(value) ?? '');
  }
}
