/**
 * Every library goes into the bundle: Electron 33 cannot `require` ES modules, and a bundle starts faster.
 * Only what carries a native binary, and Electron itself, is found at run time.
 */
const FOUND_AT_RUN_TIME = /^(electron|libsql|@node-rs\/argon2)($|\/)/;

/**
 * The vite configuration all bundles that run outside a page have in common.
 * @returns {import("vite").InlineConfig}
 */
export function nodeBundle({
  rootDir,
  outDir,
  inputs,
  format = /** @type {'es' | 'cjs'} */ ('es'),
  extension = 'js',
}) {
  return {
    root: rootDir,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    // Without it both the development and the production build of react-dom land in the bundle.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic' } },
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20.18',
      outDir,
      emptyOutDir: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: inputs,
        external: FOUND_AT_RUN_TIME,
        // An old package under the OpenID Connect library; what it evaluates is its own text.
        onLog(level, log, report) {
          if (log.code !== 'EVAL' || !log.id?.includes('/node_modules/depd/')) report(level, log);
        },
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          // Beside the entries, so that `new URL('./store-worker.js', import.meta.url)` is right from a chunk too.
          chunkFileNames: `chunk-[name]-[hash].${extension}`,
        },
      },
    },
  };
}
