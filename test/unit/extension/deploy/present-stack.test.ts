import type { Stack } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { readStackView } from '../../../../extension/aws/deploy/state/stack-view.ts';
import { presentStack, stackActions } from '../../../../extension/host/deploy/present-stack.ts';
import { fitted } from '../../../../extension/protocol/bounds.ts';
import { DeployState } from '../../../../extension/protocol/deploy.ts';
import { eventsOf, SCRIPT_START, STACK_ID, STACK_NAME, STACK_SCRIPTS } from '../../../support/stack-scripts.ts';

const t = (message: string, ...values: (string | number)[]) =>
  message.replaceAll(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole));
const AROUND = { shippedVersion: '0.1.0', connectedAs: '' };
const stackIn = (status: string, more: Partial<Stack> = {}): Stack => ({
  StackName: STACK_NAME,
  StackId: STACK_ID,
  // Written as CloudFormation writes it.
  StackStatus: status as NonNullable<Stack['StackStatus']>,
  CreationTime: new Date(SCRIPT_START),
  ...more,
});

function pageOf(lines: string, status: string, more: Partial<Stack> = {}, around = AROUND) {
  const view = readStackView({
    stackName: STACK_NAME,
    stack: stackIn(status, more),
    events: eventsOf({ lines }),
    now: SCRIPT_START + 3_600_000,
  });
  const stack = presentStack({ view, lost: undefined }, around, t);
  const actions = stackActions(stack, view.state.actions, t);
  return DeployState.parse(fitted(DeployState, { kind: 'stack', who: null, notice: null, busy: '', actions, stack }));
}

describe('the page of a stack', () => {
  it.each(STACK_SCRIPTS)('can be shown at every moment: $name', ({ lines, ends, cause }) => {
    const all = lines.trim().split('\n');
    for (let length = 1; length <= all.length; length++) {
      const happened = all.slice(0, length);
      const status =
        happened
          .findLast((line) => line.includes(' STACK '))
          ?.trim()
          .split(' ')[2] ?? ends;
      expect(pageOf(happened.join('\n'), status).kind).toBe('stack');
    }
    const end = pageOf(lines, ends);
    if (end.kind !== 'stack') throw new Error('another page');
    expect(end.stack.cause === null).toBe(cause === undefined);
    if (cause !== undefined) expect(end.stack.cause?.message).toMatch(cause.says);
    expect(end.actions.every(({ label }) => label !== '')).toBe(true);
  });

  it('cuts what is too long for a message', () => {
    const page = pageOf('0 STACK CREATE_IN_PROGRESS User Initiated\n1 STACK CREATE_COMPLETE', 'CREATE_COMPLETE', {
      Outputs: Array.from({ length: 60 }, (_, index) => ({ OutputKey: `K${index}`, OutputValue: 'x'.repeat(9_000) })),
    });
    expect(page.kind === 'stack' && page.stack.outputs.length).toBe(30);
  });

  it('offers to connect a server that stands, then what can be done with it', () => {
    const Outputs = [
      { OutputKey: 'MCPServerVersion', OutputValue: '0.0.9' },
      { OutputKey: 'MCPServerEndpoint', OutputValue: 'https://x.example.com/v1' },
    ];
    const lines = '0 STACK CREATE_IN_PROGRESS User Initiated\n9 STACK CREATE_COMPLETE';
    const fresh = pageOf(lines, 'CREATE_COMPLETE', { Outputs });
    expect(fresh.actions[0]).toMatchObject({ id: 'connect', look: 'primary' });
    expect(fresh).toMatchObject({ stack: { server: { version: '0.0.9', outdated: true } } });
    const connected = pageOf(lines, 'CREATE_COMPLETE', { Outputs }, { ...AROUND, connectedAs: 'Production' });
    expect(connected.actions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['show-server', 'disconnect', 'update', 'delete', 'protect']) as unknown,
    );
  });
});
