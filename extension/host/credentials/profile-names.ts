/** The names of the AWS profiles on this machine, `default` first; unreadable files count as empty. */
export async function profileNames(): Promise<readonly string[]> {
  const { parseKnownFiles } = await import('@smithy/core/config');
  const profiles = Object.keys(await parseKnownFiles({ ignoreCache: true }));
  // Sections of other kinds are listed as `kind.name`.
  const names = profiles.filter((name) => !/^(sso-session|services)\./.test(name));
  return names.sort(
    (one, other) => Number(other === 'default') - Number(one === 'default') || one.localeCompare(other),
  );
}
