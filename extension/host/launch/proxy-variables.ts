/**
 * The editor's settings `http.proxy` and `http.noProxy` as the bridge reads them, in both spellings, because lower case
 * wins over upper case. An empty setting changes nothing: the bridge then inherits the editor's environment.
 */
export function proxyVariables({
  proxy = '',
  noProxy = [],
}: {
  readonly proxy: string | undefined;
  readonly noProxy: readonly string[] | undefined;
}): Readonly<Record<string, string>> {
  return { ...variable('https_proxy', proxy.trim()), ...variable('no_proxy', noProxy.join(',')) };
}

function variable(name: string, value: string): Readonly<Record<string, string>> {
  return value === '' ? {} : { [name]: value, [name.toUpperCase()]: value };
}
