const path = require('node:path');
const webpack = require('webpack');

/**
 * One self-contained CommonJS file per program, `dist/<name>.js`, for Node 20 and newer.
 * @param {string} name
 * @param {string} entry
 * @param {import('webpack').Configuration} [more]
 * @returns {import('webpack').Configuration}
 */
function program(name, entry, more = {}) {
  return {
    name,
    mode: 'production',
    target: 'node20',
    devtool: false,
    entry: { [name]: entry },
    output: { path: path.resolve(__dirname, 'dist'), filename: '[name].js', library: { type: 'commonjs2' } },
    // The AWS clients ship a smaller, tree-shakable ES build beside the CommonJS one.
    resolve: { extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.js', '.ts'] }, mainFields: ['module', 'main'] },
    module: {
      rules: [
        {
          test: /\.ts$/,
          exclude: /node_modules/,
          loader: 'ts-loader',
          options: {
            transpileOnly: true,
            configFile: path.resolve(__dirname, 'tsconfig.json'),
            compilerOptions: { noEmit: false, rewriteRelativeImportExtensions: true },
          },
        },
      ],
    },
    // One file: without the limit the AWS SDK's dynamic imports split a program into some twenty chunks.
    plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    performance: { hints: false },
    // Names in stack traces stay readable, and errors can be told apart by name.
    optimization: { minimize: true, minimizer: [terser()] },
    stats: 'errors-warnings',
    ...more,
  };
}

function terser() {
  // terser-webpack-plugin comes with webpack.
  const TerserPlugin = require('terser-webpack-plugin');
  return new TerserPlugin({ extractComments: false, terserOptions: { keep_classnames: true, keep_fnames: true } });
}

module.exports = [
  program('bridge', './extension/bridge/main.ts'),
  program('local', './server-lambda/local/main.ts'),
  program('engine-worker', './server-lambda/local/engine/worker.ts'),
  program('gateway', './server-lambda/local/gateway/main.ts'),
  program('tour', './server-lambda/local/tour/main.ts'),
  program('lambda', './server-lambda/handler.ts'),
  program('extension', './extension/extension.ts', { externals: { vscode: 'commonjs vscode' } }),
];
