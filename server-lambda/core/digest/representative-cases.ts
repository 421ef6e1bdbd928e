import type { CaseBrief } from '../ports/analyst.ts';
import { label } from './markdown.ts';
import { caseName, nameOf } from './names.ts';
import { firstSentence } from './quotes.ts';

/**
 * Cases that stand for the others: the gravest and newest first, no two of one service and root cause while there are
 * others. `cases` are in that order already.
 */
export function representatives(cases: readonly CaseBrief[], most: number): readonly CaseBrief[] {
  const kinds = new Set<string>();
  const [chosen, others]: [CaseBrief[], CaseBrief[]] = [[], []];
  for (const brief of cases) {
    const kind = JSON.stringify([brief.service, brief.rca_category]);
    (kinds.has(kind) ? others : chosen).push(brief);
    kinds.add(kind);
  }
  return [...chosen, ...others].slice(0, most);
}

/** A line for a case: its number and facts, its subject, and a sentence of its summary as it stands. */
export function caseLine(brief: CaseBrief): string {
  const facts = [
    ...(brief.severity === null ? [] : [label(brief.severity)]),
    ...(brief.service === null ? [] : [nameOf('service', brief.service)]),
  ];
  const said = firstSentence(brief.summary);
  const subject = brief.subject === null ? '' : ` ${label(brief.subject).replace(/(?<![.!?…])$/, '.')}`;
  return `- ${caseName(brief)} (${[...facts, brief.date].join(', ')})${subject === '' ? '' : `:${subject}`}${said === undefined ? ' *Not summarized.*' : ` ${said}`}`;
}
