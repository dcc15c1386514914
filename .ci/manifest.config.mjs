// For the custom elements analyzer, which otherwise writes its output folder into package.json.
export default {
  globs: ['src/elements/**/*.ts'],
  outdir: 'node_modules/.cache/helpdock-manifest',
  litelement: true,
  packagejson: false,
  quiet: true,
};
