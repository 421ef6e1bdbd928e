import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, one on the PATH, Playwright's own, or one that Debian's package
 * manager installs when this process may do so. Throws with what to install when there is none.
 */
export function findChromium(): string {
  const found = installedChromium() ?? (installFromDebian() ? installedChromium() : undefined);
  if (found === undefined) {
    throw new Error(
      'The editor tests need Chromium or Chrome, and found none. Run "npx playwright-core install --with-deps chromium", ' +
        'or install your system\'s "chromium" package, or set CHROMIUM_PATH to the program.',
    );
  }
  return found;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** One that is there already; nothing is installed. */
export function installedChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = [
    process.env['CHROMIUM_PATH'] ?? '',
    ...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    chromium.executablePath(),
  ];
  return candidates.find((candidate) => candidate !== '' && existsSync(candidate));
}

function installFromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write('Installing chromium with apt-get, once.\n');
  const steps = [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']];
  return steps.every((step) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync('apt-get', step, { env, stdio: ['ignore', 2, 2] }).status === 0;
  });
}
