/** About Istio: the room source/istio/. */
export const istio = {
  'manifest.broken': '{file}, document {document}, line {line}: {words}',
  'manifest.unreadable': '{file} cannot be read: {words}',
} as const;
