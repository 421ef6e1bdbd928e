/** The editor lets a page load nothing but its own files; the bridge runs from a copy of its programs alone. */
const CARRY_THEIR_MAP = ['webviews', 'bridge'];

/**
 * The same program for debugging: readable, quick to build again, and with a source map.
 * @param {import('webpack').Configuration} config
 * @returns {import('webpack').Configuration}
 */
export function forDevelopment(config) {
  return {
    ...config,
    mode: 'development',
    devtool: CARRY_THEIR_MAP.includes(config.name) ? 'inline-source-map' : 'source-map',
    // Whoever reads the map finds the sources without knowing where the bundle lies.
    output: { ...config.output, devtoolModuleFilenameTemplate: '[absolute-resource-path]' },
    optimization: { ...config.optimization, minimize: false },
  };
}
