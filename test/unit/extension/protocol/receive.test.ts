import { describe, expect, it } from 'vitest';
import { receiver } from '../../../../extension/host/webview/receive.ts';
import { analysisContract, type AnalysisToHost } from '../../../../extension/protocol/analysis.ts';
import { connectionContract } from '../../../../extension/protocol/connection.ts';
import { credentialsContract } from '../../../../extension/protocol/credentials.ts';
import { deployContract } from '../../../../extension/protocol/deploy.ts';

function aReceiver() {
  const received: AnalysisToHost[] = [];
  const lines: string[] = [];
  const take = receiver(
    'analysis',
    analysisContract,
    (message) => received.push(message),
    (line) => lines.push(line),
  );
  return { take, received, lines };
}

describe('what a page posts', () => {
  it('is received where it is in the contract', () => {
    const { take, received, lines } = aReceiver();
    take({ kind: 'openRun', run: 'a' });
    expect(received).toEqual([{ kind: 'openRun', run: 'a' }]);
    expect(lines).toEqual([]);
  });

  it('is counted and logged where it fails its schema, without a word of its content', () => {
    const { take, received, lines } = aReceiver();
    const secret = 'a secret of a case';
    take({ kind: 'openRun', run: secret.repeat(100) });
    take({ kind: 'openRun', run: 7 });
    take({ kind: secret });
    take(secret);
    take({ kind: 'unreadable', message: secret.repeat(10), path: '' });
    expect(received).toEqual([]);
    expect(lines).toEqual([
      'A message from the page "analysis" failed its schema: kind "openRun", at "run" (1)',
      'A message from the page "analysis" failed its schema: kind "openRun", at "run" (2)',
      'A message from the page "analysis" failed its schema: kind "?", at "kind" (1)',
      'A message from the page "analysis" failed its schema: kind "?", at "" (1)',
      'A message from the page "analysis" failed its schema: kind "unreadable", at "kind" (1)',
    ]);
  });

  it('is logged as a message to the page where the page reports one that it could not read', () => {
    const { take, received, lines } = aReceiver();
    take({ kind: 'unreadable', message: 'runs', path: 'state.runs.0.id' });
    expect(received).toEqual([]);
    expect(lines).toEqual([
      'A message to the page "analysis" failed its schema: kind "runs", at "state.runs.0.id" (1)',
    ]);
  });

  it.each([
    ['analysis', analysisContract],
    ['connection', connectionContract],
    ['credentials', credentialsContract],
    ['deploy', deployContract],
  ])('has no message of its own in the contract of %s that would be taken for a report', (_view, { toHost }) => {
    expect(toHost.safeParse({ kind: 'unreadable', message: 'runs', path: '' }).success).toBe(false);
  });
});
