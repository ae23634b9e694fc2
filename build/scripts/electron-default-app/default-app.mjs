// Electron's own distribution carries a default application that opens the one named on the command line;
// an assembled runtime has this one: electron [switches] [-r MODULE] DIR|FILE [arguments]
import { app } from 'electron/main';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { target, preloads } = decodeArguments(process.argv.slice(1));
if (target === undefined) {
  console.log(`Electron ${process.versions.electron}: name the application to open`);
  process.exit(0);
}

Object.defineProperty(process, 'defaultApp', { value: true });
const entryPath = describeApp(path.resolve(target));
preloads.forEach((preload) => createRequire(entryPath)(preload));
try {
  await import(pathToFileURL(entryPath).href);
} catch (error) {
  console.error(`${entryPath} could not be started\n`, error);
  process.exit(1);
}

function decodeArguments(argv) {
  const preloads = [];
  for (let n = 0; n < argv.length; n += 1) {
    if (argv[n] === '-r' || argv[n] === '--require') preloads.push(argv[(n += 1)]);
    else if (!argv[n].startsWith('-')) return { target: argv[n], preloads };
  }
  return { target: undefined, preloads };
}

/** Tells Electron whose window and data these are, and returns the file to run. */
function describeApp(targetPath) {
  if (!fs.statSync(targetPath).isDirectory()) {
    app.setAppPath(path.dirname(targetPath));
    return targetPath;
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(targetPath, 'package.json'), 'utf8'));
  app.setAppPath(targetPath);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version);
  return path.join(targetPath, manifest.main);
}
