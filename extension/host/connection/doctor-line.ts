import { z } from 'zod';
import type { ConnectionState, ConnectionStep } from '../../protocol/connection.ts';

const Step = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['passed', 'warned', 'failed', 'skipped']),
  ms: z.number(),
  detail: z.string(),
  remedy: z.string(),
});

/** A line of `bridge.js --doctor --json-lines`. */
export const DoctorLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('plan'), steps: z.array(z.object({ id: z.string(), title: z.string() })) }),
  z.object({ kind: z.literal('begin'), id: z.string() }),
  z.object({ kind: z.literal('step'), step: Step }),
  z.object({ kind: z.literal('end'), ok: z.boolean() }),
]);
export type DoctorLine = z.output<typeof DoctorLine>;

/** Undefined for a line that the doctor did not write. */
export function readDoctorLine(line: string): DoctorLine | undefined {
  try {
    return DoctorLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** The steps after one line more. */
export function takeLine(steps: readonly ConnectionStep[], line: DoctorLine): ConnectionState['steps'] {
  switch (line.kind) {
    case 'plan':
      return line.steps.map((step) => ({ ...step, state: 'waiting', ms: 0, detail: '', remedy: '', actions: [] }));
    case 'begin':
      return steps.map((step) => (step.id === line.id ? { ...step, state: 'running' } : step));
    case 'step':
      return steps.map((step) => (step.id === line.step.id ? { ...line.step, actions: [] } : step));
    case 'end':
      return [...steps];
  }
}

/** The steps of a run that was stopped or broke off before all of them were done. */
export function breakOff(steps: readonly ConnectionStep[]): ConnectionState['steps'] {
  return steps.map((step) => (step.state === 'running' ? { ...step, state: 'waiting' } : step));
}
