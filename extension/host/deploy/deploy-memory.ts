import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { DeployMemory } from './ports.ts';

const Kept = z.object({
  stackName: z.string(),
  region: z.string(),
  profile: z.string().optional(),
  unfinished: z.boolean(),
  again: z.record(z.string(), z.string()).optional(),
});

/**
 * A memory in a file, which every window sees at once. The editor writes its own memory later, so a reload right after
 * the start of a deployment would lose it.
 */
export function memoryIn(folder: string): DeployMemory {
  const file = path.join(folder, 'deployment.json');
  return {
    read: () => {
      try {
        const { profile, again, ...kept } = Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
        return { ...kept, profile, ...(again && { again }) };
      } catch {
        // There is no memory, or it is not usable.
        return undefined;
      }
    },
    write: async (remembered) => {
      if (remembered === undefined) return rm(file, { force: true });
      await mkdir(folder, { recursive: true });
      const draft = `${file}.${process.pid}`;
      await writeFile(draft, JSON.stringify(remembered));
      await rename(draft, file);
    },
  };
}
