/** About Istio: the room source/istio/. */
export const istio = {
  'manifest.broken': '{file} の {document} 番目の文書、{line} 行目: {words}',
  'manifest.unreadable': '{file} を読めません: {words}',
} as const;
