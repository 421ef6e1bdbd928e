// Makes dist/release/: the .vsix, its bill of materials (SBOM, CycloneDX), checksums and the release notes.
// With RELEASE_TAG in the environment, it first checks that the tag matches the version.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const release = path.join(root, 'dist', 'release');
const { name, version } = JSON.parse(read('package.json'));
const notes = notesOf(version);
const tag = process.env.RELEASE_TAG;
if (tag) {
  if (tag !== `v${version}`) fail(`The tag is ${tag}, but package.json has version ${version}.`);
  if (notes.startsWith('(unreleased)')) fail(`CHANGELOG.md calls ${version} unreleased. Put today's date there.`);
}
rmSync(release, { recursive: true, force: true });
mkdirSync(release, { recursive: true });
run(process.execPath, [path.join(import.meta.dirname, 'package.mjs')], ['ignore', 2, 2]);
copyFileSync(path.join(root, 'dist', `${name}.vsix`), path.join(release, `${name}-${version}.vsix`));
writeFileSync(path.join(release, 'sbom.cdx.json'), bill());
const sums = readdirSync(release).map((file) => {
  const digest = createHash('sha256').update(readFileSync(path.join(release, file)));
  return `${digest.digest('hex')}  ${file}\n`;
});
writeFileSync(path.join(release, 'SHA256SUMS'), sums.join(''));
writeFileSync(path.join(release, 'NOTES.md'), `${notes.replace(/^.*\n/, '').trim()}\n`);
for (const file of readdirSync(release)) process.stdout.write(`dist/release/${file}\n`);

/** A section of the changelog, without the version in its heading. */
function notesOf(wanted) {
  const sections = read('CHANGELOG.md').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${wanted} `));
  if (section === undefined) fail(`CHANGELOG.md has no section for ${wanted}.`);
  return section.slice(wanted.length + 1);
}

/** The bill of materials: the packages that the programs contain, with versions, licences and digests. */
function bill() {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--omit=dev', '--package-lock-only'];
  const npm = process.env.npm_execpath;
  const { stdout } = npm
    ? run(process.execPath, [npm, ...args], ['ignore', 'pipe', 2])
    : run('npm', args, ['ignore', 'pipe', 2], process.platform === 'win32');
  const document = JSON.parse(stdout);
  // npm writes the name of the folder here.
  document.metadata.component.name = name;
  return `${JSON.stringify(document, null, 2)}\n`;
}

function run(program, args, stdio, shell = false) {
  const result = spawnSync(program, args, { cwd: root, stdio, shell, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.status !== 0) fail(`${path.basename(program)} ${args.join(' ')} failed: see the lines above.`);
  return result;
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
