/**
 * To import one of Node's own modules reads everything that it exports, and with that loads what hides behind it: fetch and WebSocket, web
 * crypto, workers, the differ of the tests. Asked for by name, all that stays where it is: 10 to 20 ms of a start.
 */
const onlyByName = /^(node:)?(crypto|fs|http|process|util)$/;

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
