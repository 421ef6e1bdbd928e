export { visibleText } from '#core/visible-text.ts';
