/**
 * The Kubernetes client does not say that its files have no side effects, so all of its hundreds of generated models would be kept. None
 * of the files does anything when it is loaded: what nobody uses can go, which halves the bundle.
 */
export const shakeKubernetesClient = {
  name: 'shake-kubernetes-client',
  setup(bundler) {
    const seen = Symbol('resolved by the others');
    bundler.onResolve({ filter: /^[.@]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === seen || !`${path} ${from.importer}`.includes('@kubernetes/client-node'))
        return undefined;
      const { kind, importer, namespace, resolveDir } = from;
      const resolved = await bundler.resolve(path, {
        kind,
        importer,
        namespace,
        resolveDir,
        pluginData: seen,
      });
      return resolved.errors.length > 0 ? undefined : { path: resolved.path, sideEffects: false };
    });
  },
};
