/** A page in the editor cannot load a map, and the bridge runs from a copy of its programs without the maps. */
const WITH_INLINE_MAP = ['webviews', 'bridge'];

/**
 * The same program for debugging: readable, quick to rebuild, with a source map.
 * @param {import('webpack').Configuration} config
 * @returns {import('webpack').Configuration}
 */
export function forDevelopment(config) {
  return {
    ...config,
    mode: 'development',
    devtool: WITH_INLINE_MAP.includes(config.name) ? 'inline-source-map' : 'source-map',
    // Absolute, so that a debugger finds the sources wherever the bundle is.
    output: { ...config.output, devtoolModuleFilenameTemplate: '[absolute-resource-path]' },
    optimization: { ...config.optimization, minimize: false },
  };
}
