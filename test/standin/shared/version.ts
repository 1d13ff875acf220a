export const VERSION = '1.1.0';

/** What /version answers and what the programs log when they start; the revision is that of the tag 1.1.0. */
export const BUILD = `root@standin-docker.io/istio-${VERSION}-82797c0c0649a3f73029b33957ae105260458c6e-Clean`;
