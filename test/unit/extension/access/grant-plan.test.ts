import { describe, expect, it } from 'vitest';
import type { Candidate, Grantee } from '../../../../extension/aws/access/grant-access.ts';
import { permissionSetOf, planGrants } from '../../../../extension/host/access/grant-plan.ts';

const role = (name: string, managedBySso = false): Candidate => ({ kind: 'role', name, managedBySso });
const ops = role('ops');
const audit = role('audit');
const sso = role('AWSReservedSSO_Ops_0123456789abcdef', true);
const has = (...candidates: Candidate[]): Grantee[] => candidates.map(({ kind, name }) => ({ kind, name }));

describe('a plan of who may call the server', () => {
  it('attaches to who was ticked, and detaches from whose tick was taken away', () => {
    expect(planGrants([ops, audit, sso], [audit], has(ops))).toEqual({
      attach: has(audit),
      detach: has(ops),
      throughSso: [],
      fromSso: [],
    });
  });

  it('changes nothing where the ticks stay as they are', () => {
    const plan = planGrants([ops, audit], [ops], has(ops));
    expect([...plan.attach, ...plan.detach]).toEqual([]);
  });

  it('leaves others alone: of another kind, or not among the candidates', () => {
    const elsewhere: Grantee[] = [
      { kind: 'user', name: 'ops' },
      { kind: 'role', name: 'gone' },
    ];
    const plan = planGrants([ops], [], elsewhere);
    expect([...plan.attach, ...plan.detach]).toEqual([]);
  });

  it('never attaches to or detaches from a role of single sign-on', () => {
    expect(planGrants([ops, sso], [ops, sso], [])).toMatchObject({ attach: has(ops), throughSso: [sso] });
    expect(planGrants([ops, sso], [], has(sso))).toMatchObject({ detach: [], fromSso: [sso] });
  });
});

describe('the permission set of a role', () => {
  it('is in the name that IAM Identity Center gives the role', () => {
    expect(permissionSetOf('AWSReservedSSO_Support_ReadOnly_0123456789abcdef')).toBe('Support_ReadOnly');
  });
});
