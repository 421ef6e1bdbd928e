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
 * A memory in a file of the folder, which every window sees at once. The editor's own memory is written later, and a
 * reload right after a deployment has begun would lose it.
 */
export function memoryIn(folder: string): DeployMemory {
  const file = path.join(folder, 'deployment.json');
  return {
    read: () => {
      try {
        const { profile, again, ...kept } = Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
        return { ...kept, profile, ...(again && { again }) };
      } catch {
        // Nothing was remembered, or nothing that can be used.
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
