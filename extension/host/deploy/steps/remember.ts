import type { Account } from '../account.ts';
import type { DeployMemory, Remembered } from '../ports.ts';

/** Stores which stack is shown, and what is still to be announced or done for it. */
export function remember(
  memory: DeployMemory,
  { region, profile }: Account,
  stack: Pick<Remembered, 'stackName' | 'unfinished' | 'again'>,
): Promise<void> {
  return memory.write({ ...stack, region, profile });
}
