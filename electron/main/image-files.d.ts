// What the bundler makes of `import url from './icon.png?inline'`.
declare module '*.png?inline' {
  const dataUrl: string;
  export default dataUrl;
}
