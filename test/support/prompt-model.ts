import { readCases, readFences, type PromptCase } from './prompt-fences.ts';

/**
 * What a small, obedient model answers to a prompt of this product: findings by service with some case numbers from the
 * cases it is given, or the findings it is given, joined. The same prompt always has the same answer.
 */
export function answerPrompt(system: string, user: string): string {
  const fences = readFences(system, user);
  const findings = fences.filter(({ title }) => title.startsWith('FINDINGS'));
  const data = fences.find(({ title }) => title === 'DATA');
  const lines = data
    ? [`The data has ${data.text.split('\n').length} lines.`]
    : findings.length > 0
      ? joined(findings.flatMap(({ text }) => text.split('\n')))
      : byService(readCases(fences));
  if (!system.includes('Begin with what was asked')) return lines.join('\n');
  return ['The cases have a few causes.', '', '## TOP ISSUES IDENTIFIED', ...lines].join('\n');
}

function byService(cases: readonly PromptCase[]): readonly string[] {
  const services = new Map<string, string[]>();
  for (const { number, facts } of cases) {
    const service = facts[2] ?? 'unknown';
    services.set(service, [...(services.get(service) ?? []), number]);
  }
  return [...services].map(([service, numbers]) => line(service, numbers.length, numbers));
}

/** Adds up findings of the same service. */
function joined(lines: readonly string[]): readonly string[] {
  const services = new Map<string, { count: number; numbers: string[] }>();
  for (const text of lines) {
    const [, service = '', count = '0', numbers = ''] = /^- (.+): (\d+) cases(.*)$/.exec(text) ?? [];
    const sum = services.get(service) ?? { count: 0, numbers: [] };
    services.set(service, {
      count: sum.count + Number(count),
      numbers: [...sum.numbers, ...(numbers.match(/\d+/g) ?? [])],
    });
  }
  return [...services].map(([service, { count, numbers }]) => line(service, count, numbers));
}

function line(service: string, count: number, numbers: readonly string[]): string {
  const cited = numbers.slice(0, 5).map((number) => `case ${number}`);
  return `- ${service}: ${count} cases, for example ${cited.join(', ')}`;
}
