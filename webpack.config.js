const { readdirSync } = require('node:fs');
const { copyFile, mkdir, readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');
const { transform } = require('esbuild');
const { EsbuildPlugin } = require('esbuild-loader');
const MinimizerPlugin = require('minimizer-webpack-plugin');
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
          loader: 'esbuild-loader',
          options: { target: 'node20' },
        },
        {
          test: /[\\/]core[\\/]mcp[\\/]figures-page\.ts$/,
          enforce: 'pre',
          loader: path.resolve(__dirname, 'scripts/figures-page.mjs'),
        },
      ],
    },
    // One file: without the limit the AWS SDK's dynamic imports split a program into some twenty chunks.
    plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    performance: { hints: false },
    optimization: { minimize: true, minimizer: [new EsbuildPlugin({ target: 'node20' })] },
    stats: 'errors-warnings',
    ...more,
  };
}

/**
 * For what somebody waits for: parts, of which all but the first, `<name>-<chunk>.js`, hold just the imports that ask
 * for a file of their own.
 * @param {import('webpack').Configuration} bundle
 */
function inParts(bundle) {
  bundle.plugins = [];
  bundle.output.chunkFilename = `${bundle.name}-[name].js`;
  bundle.module.parser = { javascript: { dynamicImportMode: 'eager' } };
  bundle.optimization.splitChunks = false;
}

/**
 * For what somebody waits for: terser, slower than esbuild, also leaves out what a file has and nobody uses, which is
 * half of a page and a tenth of the function.
 * @param {import('webpack').Configuration} bundle
 */
function minifyThoroughly(bundle) {
  bundle.optimization.minimizer = [new MinimizerPlugin({ extractComments: false })];
}

/**
 * The embedded engine: its WebAssembly lies beside the bundle, without what would slow its start, and it shares one copy
 * of Arrow with our own code.
 */
function engineWorker() {
  return {
    resolve: {
      extensions: ['.ts', '.js'],
      extensionAlias: { '.js': ['.js', '.ts'] },
      alias: { 'apache-arrow$': require.resolve('apache-arrow') },
    },
    // What `ws`, deep in the engine's bundle, would use if it were there; and modules that it asks for by a name it
    // makes up while it runs, on paths that are never taken here.
    ignoreWarnings: [{ module: /duckdb-node-blocking/, message: /Critical dependency/ }],
    externals: { bufferutil: 'commonjs bufferutil', 'utf-8-validate': 'commonjs utf-8-validate' },
    plugins: [
      new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
      {
        apply: (compiler) =>
          compiler.hooks.afterEmit.tapPromise('duckdb-eh.wasm', async (compilation) => {
            const { withoutCppExports } = await import('./scripts/without-cpp-exports.mjs');
            const wasm = await readFile(
              path.resolve(__dirname, 'node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'),
            );
            await writeFile(path.join(compilation.outputOptions.path, 'duckdb-eh.wasm'), withoutCppExports(wasm));
          }),
      },
    ],
  };
}

/**
 * The bridge is a small file that starts at once and loads the rest, `bridge-program.js`, from Node's cache of compiled
 * code. It carries what its version of the server answers to a host that opens a conversation.
 */
function withShippedAnswers() {
  const bundle = program('bridge', './extension/bridge/start.ts');
  inParts(bundle);
  const loader = path.resolve(__dirname, 'scripts/shipped-answers.mjs');
  bundle.module.rules.push({ test: /[\\/]bridge[\\/]shipped-json\.ts$/, enforce: 'pre', loader });
  return bundle;
}

/**
 * The function; `lambda-late.js`, the clients that most calls never need; and `lambda-figures.js`, the page of the MCP
 * App. Its SDK's validator of JSON schemas, which this server never uses, is the small one that the SDK ships for
 * browsers: a tenth of the file less to read at a cold start.
 */
function lambda() {
  const bundle = program('lambda', './server-lambda/lambda.ts');
  inParts(bundle);
  minifyThoroughly(bundle);
  const shims = path.resolve(__dirname, 'node_modules/@modelcontextprotocol/server/dist/shimsBrowser.mjs');
  bundle.resolve.alias = { '@modelcontextprotocol/server/_shims$': shims };
  return bundle;
}

/**
 * The pages of the extension, one script and one style each in dist/webviews/, with the icons that all of them use and
 * `charts.js`, which the first chart loads: a folder of extension/webviews/ with a main.ts is a page.
 */
function webviews() {
  const folder = path.resolve(__dirname, 'extension/webviews');
  const views = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'common')
    .map(({ name }) => name);
  const first = path.join(folder, 'common', 'without-eval.ts');
  const bundle = program('webviews', '', {
    target: ['web', 'es2022'],
    entry: Object.fromEntries(views.map((view) => [view, [first, path.join(folder, view, 'main.ts')]])),
    plugins: [],
  });
  const filename = 'webviews/[name].js';
  bundle.output = { path: path.resolve(__dirname, 'dist'), filename, chunkFilename: filename };
  minifyThoroughly(bundle);
  bundle.optimization.splitChunks = false;
  bundle.module.rules[0].options = { target: 'es2022' };
  bundle.plugins.push({
    apply: (compiler) =>
      compiler.hooks.afterEmit.tapPromise('styles', async (compilation) => {
        const out = path.join(compilation.outputOptions.path, 'webviews');
        await mkdir(out, { recursive: true });
        const common = await readFile(path.join(folder, 'common', 'common.css'), 'utf8');
        for (const view of views) {
          const own = await readFile(path.join(folder, view, 'page.css'), 'utf8');
          const { code } = await transform(common + own, { loader: 'css', minify: true });
          await writeFile(path.join(out, `${view}.css`), code);
        }
        const icons = path.resolve(__dirname, 'node_modules/@vscode/codicons/dist');
        for (const file of ['codicon.css', 'codicon.ttf']) await copyFile(path.join(icons, file), path.join(out, file));
      }),
  });
  return bundle;
}

/**
 * The extension: a small file that activation reads; `extension-features.js`, which its commands and views load when
 * they are first used; and `extension-charts.js`, which draws for exports.
 */
function extension() {
  const bundle = program('extension', './extension/extension.ts', { externals: { vscode: 'commonjs vscode' } });
  inParts(bundle);
  return bundle;
}

/** The server on this machine, and `local-figures.js`, the page of the MCP App. */
function local() {
  const bundle = program('local', './server-lambda/local/main.ts');
  inParts(bundle);
  return bundle;
}

module.exports = [
  withShippedAnswers(),
  local(),
  program('engine-worker', './server-lambda/local/engine/worker.ts', engineWorker()),
  program('gateway', './server-lambda/local/gateway/main.ts'),
  program('tour', './server-lambda/local/tour/main.ts'),
  lambda(),
  extension(),
  webviews(),
];
