/**
 * To import `node:http` as a module reads everything that it exports, and with that loads fetch and WebSocket, which nobody here uses. Asked
 * for by name, they stay where they are. For crypto, fs, process and util the same was tried: no start became faster.
 */
const onlyByName = /^(node:)?http$/;

export const builtInsByName = {
  name: 'built-ins-by-name',
  setup(bundler) {
    bundler.onResolve({ filter: onlyByName }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'built-in',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}')`,
    }));
  },
};
