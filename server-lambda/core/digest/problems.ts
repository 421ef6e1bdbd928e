import type { RecurringProblem } from '../contract/recurring.ts';
import { counted, joined, label, number } from './markdown.ts';
import { caseName } from './names.ts';

const LISTED = 6;
const CITED = 3;

/** `**ledger-prod-db**: 26 cases in 1 account, about every 14 days, next around 2026-12-07`. */
export function problemSentence(problem: RecurringProblem): string {
  const { cases, accounts, cadenceDays, expectedNext, burst } = problem;
  const parts = [
    `**${label(problem.label)}**: ${counted(cases, 'case')} in ${accounts.length === 1 ? `account ${label(accounts[0] ?? '')}` : counted(accounts.length, 'account')}`,
    ...(cadenceDays === null
      ? []
      : [`about every ${counted(cadenceDays, 'day')}${expectedNext === null ? '' : `, next around ${expectedNext}`}`]),
    ...(burst === null
      ? []
      : [
          `${burst.cases === cases ? 'all' : number(burst.cases)} of them from ${burst.start} to ${burst.end}, where about ${number(Math.max(1, Math.round(burst.expected)))} would be usual`,
        ]),
    ...(cadenceDays === null && burst === null ? [`from ${problem.first} to ${problem.last}`] : []),
  ];
  return parts.join(', ');
}

export function problemsSection(problems: readonly RecurringProblem[]): string {
  if (problems.length === 0) return 'Nothing comes back among these cases beyond what chance explains.';
  const lines = problems.slice(0, LISTED).map((problem) => {
    const latest = problem.caseNumbers.slice(-CITED).reverse();
    return `- ${problemSentence(problem)}. Latest: ${joined(latest.map((caseNumber) => caseName({ caseNumber })))}.`;
  });
  const more = problems.length > LISTED ? [`- and ${counted(problems.length - LISTED, 'more problem')}`] : [];
  return [...lines, ...more].join('\n');
}
