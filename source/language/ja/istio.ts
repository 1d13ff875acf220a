/** About Istio: the room source/istio/. */
export const istio = {
  'manifest.broken': '{file} の {document} 番目の文書、{line} 行目: {words}',
  'manifest.unreadable': '{file} を読めません: {words}',
  'release.no-directory': 'ディレクトリ {directory} がありません。',
  'release.not-one':
    '{directory} は展開された Istio のリリースではありません。hoist が入れるのは {supported} です。install/ と samples/ を含むディレクトリを指定してください。',
  'release.incomplete': '{directory} のリリースは不完全です。足りないファイル: {missing}',
  'release.empty': '{directory} のリリースには、入れるものが何もないファイルがあります: {files}',
  'release.later-layout':
    '{directory} は Istio 1.6 以降 (1.30 まで) の構成です。hoist はまだこれを入れられません。入れられるのは {supported} です。',
  'release.no-version': '{directory} の {file} には Istio のイメージがないため、バージョンが分かりません。',
  'release.mixed-versions': '{directory} の {file} には複数のバージョンのイメージがあります: {versions}',
  'release.unsupported': '{directory} は Istio {version} です。hoist が入れるのは {supported} です。',
} as const;
