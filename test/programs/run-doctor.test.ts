import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breakOff, takeLine, type DoctorLine } from '../../extension/host/connection/doctor-line.ts';
import { runDoctor } from '../../extension/host/connection/run-doctor.ts';
import type { ConnectionStep } from '../../extension/protocol/connection.ts';
import { serverLaunch } from '../../extension/host/launch/server-launch.ts';
import { BRIDGE, bridgeEnvironment } from '../support/bridge-process.ts';
import { startGatewayProgram, type RunningGateway } from '../support/running-gateway.ts';

const never = new AbortController().signal;

function launchOf(endpoint: string, bridge = BRIDGE) {
  return serverLaunch(
    { label: 'Test', endpoint, region: 'us-east-1' },
    { execPath: process.execPath, bridge, extensionVersion: '0.1.0', homeFolder: process.cwd() },
  );
}

describe('the doctor, as the page of Test Connection runs it,', () => {
  let gateway: RunningGateway;
  let environment: Record<string, string>;
  beforeAll(async () => {
    gateway = await startGatewayProgram();
    environment = bridgeEnvironment({
      AWS_ACCESS_KEY_ID: gateway.accessKeyId,
      AWS_SECRET_ACCESS_KEY: gateway.secretAccessKey,
    });
  });
  afterAll(() => {
    gateway.stop();
  });

  it('tells the steps to come first, then each as it begins and as it ends, then how it went', async () => {
    const lines: DoctorLine[] = [];
    const end = await runDoctor(launchOf(gateway.url), environment, never, (line) => lines.push(line));
    expect(end).toEqual({ kind: 'ended', ok: true });
    const [plan, ...rest] = lines;
    const planned = plan?.kind === 'plan' ? plan.steps.map(({ id }) => id) : [];
    expect(planned).toContain('permission');
    expect(rest.flatMap((line) => (line.kind === 'step' ? [line.step.id] : []))).toEqual(planned);
    const order = rest.map((line) =>
      line.kind === 'step' ? `step ${line.step.id}` : line.kind === 'begin' ? `begin ${line.id}` : line.kind,
    );
    expect(order.slice(0, 2)).toEqual(['begin settings', 'step settings']);
    expect(order.at(-1)).toBe('end');
  });

  it('shows what failed, and what was not tried for that reason', async () => {
    let steps: ConnectionStep[] = [];
    const wrong = { ...environment, AWS_SECRET_ACCESS_KEY: 'another' };
    const end = await runDoctor(launchOf(gateway.url), wrong, never, (line) => (steps = takeLine(steps, line)));
    expect(end).toEqual({ kind: 'ended', ok: false });
    const state = (id: string) => steps.find((step) => step.id === id)?.state;
    expect([state('connection'), state('signature'), state('permission'), state('query')]).toEqual([
      'passed',
      'failed',
      'skipped',
      'skipped',
    ]);
  });

  it('ends when it is stopped, in the middle of a step', async () => {
    const stop = new AbortController();
    let steps: ConnectionStep[] = [];
    const end = await runDoctor(launchOf(gateway.url), environment, stop.signal, (line) => {
      steps = takeLine(steps, line);
      if (line.kind === 'begin' && line.id === 'credentials') stop.abort();
    });
    expect(end).toEqual({ kind: 'stopped' });
    expect(breakOff(steps).map(({ state }) => state)).toEqual(['passed', ...steps.slice(1).map(() => 'waiting')]);
  });

  it('is not started when it was stopped before', async () => {
    const end = await runDoctor(launchOf(gateway.url), environment, AbortSignal.abort(), () => expect.unreachable());
    expect(end).toEqual({ kind: 'stopped' });
  });

  it.each([
    ['there is no bridge', launchOf('https://example.com', `${BRIDGE}.missing`)],
    ['the editor cannot be started as a program', { ...launchOf('https://example.com'), command: `${BRIDGE}.missing` }],
  ])('breaks off where %s', async (_, launch) => {
    expect(await runDoctor(launch, environment, never, () => expect.unreachable())).toEqual({ kind: 'broken' });
  });
});
