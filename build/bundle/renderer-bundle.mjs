import path from 'node:path';
import react from '@vitejs/plugin-react';

/**
 * The vite configuration of the console.
 * @returns {import("vite").InlineConfig}
 */
export function rendererBundle({ rootDir, outDir, inputs }) {
  return {
    root: path.join(rootDir, 'renderer'),
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir,
      emptyOutDir: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      // Data URLs and inline scripts are not in the console's content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: inputs },
    },
  };
}
