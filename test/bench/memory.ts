import { readFileSync } from 'node:fs';

/**
 * The most memory that this process ever had, in MB. On Linux `maxRSS` begins with the memory of the process that
 * started this one, so the kernel's own mark is read there.
 */
export function peakMemoryMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  const [, kilobytes = 'NaN'] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
