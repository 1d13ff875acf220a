// Packages that others import and nobody here ever calls. Whoever does after all is told where they have gone.
const never = (name) => `
  function never() { throw new Error('${name} is left out of the bundle: source/build/left-out.mjs says why'); }
  export { never as fetch, never as Agent, never as ProxyAgent, never as default };
`;

/**
 * - Ink imports its devtools bridge statically; nothing of it runs in production.
 * - The Kubernetes client makes its own calls by undici. hoist makes its calls by itself, and takes from the client what a kubeconfig says
 *   and who one is: 730 kB and 60 ms of a start.
 */
const leftOut = /^(react-devtools-core|undici)$/;

export const withoutUnused = {
  name: 'without-unused',
  setup(bundler) {
    bundler.onResolve({ filter: leftOut }, ({ path }) => ({
      path,
      namespace: 'left-out',
      sideEffects: false,
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({ contents: never(path) }));
  },
};
