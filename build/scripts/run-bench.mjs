// Started by bench.mjs: measures one bench and hands its rows back.
import { pathToFileURL } from 'node:url';

const { measure } = await import(pathToFileURL(process.argv[2] ?? '').href);
const rows = await measure();
process.send?.(rows, () => process.exit(0));
