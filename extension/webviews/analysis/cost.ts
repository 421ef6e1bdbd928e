import type { Cost } from '../../protocol/analysis-values.ts';
import { visibleText } from '#core/visible-text.ts';
import { t } from '../common/words.ts';
import { bytesText, money, number } from './words.ts';

/** What something takes, or took: tokens, data read, money. What is not known is said to be unknown. */
export function costText(
  { query, model, bytesScanned, inputTokens, outputTokens, unknown }: Cost,
  when: 'ahead' | 'done',
): string {
  if (query === 0 && model === 0 && inputTokens === 0) return t('Free: runs on this machine');
  const written = (tokens: number) =>
    when === 'ahead' ? t('up to {0} written', number(tokens)) : t('{0} written', number(tokens));
  const known = query === null || model === null ? undefined : money(query + model);
  // Why it is not known says that it is not.
  const price = known === undefined && unknown !== undefined ? [] : [known ?? t('price not known')];
  const parts = [
    ...(inputTokens === null ? [] : [t('{0} tokens read', number(inputTokens))]),
    ...(outputTokens === null ? [] : [written(outputTokens)]),
    ...(bytesScanned === null ? [] : [t('{0} scanned', bytesText(bytesScanned))]),
    ...price,
  ];
  const said = parts.join(' · ');
  if (unknown === undefined) return said;
  return said === '' ? visibleText(unknown) : `${said}. ${visibleText(unknown)}`;
}
