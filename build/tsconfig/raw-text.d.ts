// What the bundler makes of `import css from './portal.css?raw'`.
declare module '*?raw' {
  const text: string;
  export default text;
}
