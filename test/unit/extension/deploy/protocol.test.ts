import { describe, expect, it } from 'vitest';
import { deployContract, type DeployState } from '../../../../extension/protocol/deploy.ts';

const LOOKING: DeployState = { kind: 'looking', who: null, notice: null, busy: 'Asking AWS...', actions: [] };

describe('what the page of a deployment and its host say to one another', () => {
  it('is parsed as it was said', () => {
    const said = { kind: 'state' as const, state: LOOKING };
    expect(deployContract.toView.parse(said)).toEqual(said);
    const wished = { kind: 'act' as const, id: 'continue-rollback' as const, resources: ['MCPApiGateway'] };
    expect(deployContract.toHost.parse(wished)).toEqual(wished);
  });

  it.each([
    { kind: 'state', state: { ...LOOKING, kind: 'dancing' } },
    { kind: 'state', state: { ...LOOKING, busy: 7 } },
    { kind: 'state', state: { ...LOOKING, busy: 'x'.repeat(401) } },
  ])('is refused where it is none of the states', (message) => {
    expect(deployContract.toView.safeParse(message).success).toBe(false);
  });

  it.each([
    { kind: 'act', id: 'launch-missiles' },
    { kind: 'act', id: 'delete-retaining', resources: Array.from({ length: 101 }, () => 'MCPApiGateway') },
    { kind: 'change', name: 'StageName' },
    { kind: 'change', name: 'StageName', value: 'x'.repeat(4_097) },
  ])('is refused where a page may not ask for it', (message) => {
    expect(deployContract.toHost.safeParse(message).success).toBe(false);
  });
});
