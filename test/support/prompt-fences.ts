export interface Fence {
  /** `QUESTION`, `FIGURES`, `CASES (2 of 3 with a summary)`, ... */
  readonly title: string;
  readonly text: string;
}

/** The fences of a prompt, read as a model is told to read them: by the marker that its instructions name. */
export function readFences(system: string, user: string): readonly Fence[] {
  const marker = /between lines BEGIN (\S+) and END/.exec(system)?.[1];
  if (marker === undefined) throw new Error('the instructions name no marker');
  const fences: Fence[] = [];
  let title: string | undefined;
  let lines: string[] = [];
  for (const line of user.split('\n')) {
    if (title === undefined) {
      if (line === '') continue;
      if (!line.startsWith(`BEGIN ${marker} `)) throw new Error(`outside of every fence: ${line}`);
      title = line.slice(`BEGIN ${marker} `.length);
      lines = [];
    } else if (line === `END ${marker}`) {
      fences.push({ title, text: lines.join('\n') });
      title = undefined;
    } else {
      if (line.includes(marker)) throw new Error(`the marker stands in a fence: ${line}`);
      lines.push(line);
    }
  }
  if (title !== undefined) throw new Error(`never closed: ${title}`);
  return fences;
}

export interface PromptCase {
  readonly number: string;
  /** What stands in the brackets: date, severity, service, root cause, lifecycle, account. */
  readonly facts: readonly string[];
  readonly subject: string;
  /** Why it has its root cause; empty where none is recorded. */
  readonly reason: string;
  readonly summary: string;
}

/** All the cases that a prompt gives to read. */
export function readCases(fences: readonly Fence[]): readonly PromptCase[] {
  return fences.filter(({ title }) => title.startsWith('CASES')).flatMap(readPromptCases);
}

/** The cases of a CASES fence. */
export function readPromptCases({ text }: Fence): readonly PromptCase[] {
  if (text === '') return [];
  return text
    .replace(/\n$/, '')
    .split('\n\n')
    .map((block) => {
      const [head = '', ...body] = block.split('\n');
      const [, number, facts, subject] = /^Case (\S+) \((.*)\) "([^"]*)"$/.exec(head) ?? [];
      const [summary, reason = 'Reason: ', ...more] = body.reverse();
      if (
        number === undefined ||
        !summary?.startsWith('Summary: ') ||
        !reason.startsWith('Reason: ') ||
        more.length > 0
      ) {
        throw new Error(`no case: ${block}`);
      }
      return {
        number,
        facts: facts!.split(' | '),
        subject: subject!,
        reason: reason.slice('Reason: '.length),
        summary: summary.slice('Summary: '.length),
      };
    });
}
