/**
 * The same program for debugging: readable, quick to build again, and with a source map.
 * @param {import('webpack').Configuration} config
 * @returns {import('webpack').Configuration}
 */
export function forDevelopment(config) {
  return {
    ...config,
    mode: 'development',
    // The editor lets a page load nothing but its own files, so a page carries its map.
    devtool: config.name === 'webviews' ? 'inline-source-map' : 'source-map',
    // Whoever reads the map finds the sources without knowing where the bundle lies.
    output: { ...config.output, devtoolModuleFilenameTemplate: '[absolute-resource-path]' },
    optimization: { ...config.optimization, minimize: false },
  };
}
