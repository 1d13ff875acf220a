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
  'rewrite.removed': 'Kubernetes は {version} の Deployment をもう提供していません。',
  'rewrite.removed-selector':
    'Kubernetes は {version} の Deployment をもう提供していません。省かれていたセレクターは Pod のラベルから補いました。',
  'rewrite.target': 'スケール対象の Deployment {name} も新しいバージョンで書かれます。',
  'support.native': 'Kubernetes {version} は Istio {release} をそのまま受け付けます。',
  'support.rewritten':
    'Kubernetes {version} では、廃止された API バージョンを hoist が書き換えれば Istio {release} を動かせます。',
  'support.untried':
    'Kubernetes {version} は Istio {release} が想定するバージョン ({first}) より古いものです。動くかもしれません。',
  'support.refused':
    'Istio {release} は Kubernetes {version} では動きません。プログラム自体が {last} より後で削除された API を使うため、マニフェストを書き換えても動きません。',
  'support.unknown': '"{version}" と名乗るサーバーで Istio {release} が動くかどうかは分かりません。',
} as const;
