/** About Istio: the room source/istio/. */
export const istio = {
  'manifest.broken': '{file} の {document} 番目の文書、{line} 行目: {words}',
  'manifest.unreadable': '{file} を読めません: {words}',
  'manifest.too-large': '{size} バイトあります。マニフェストは最大 {most} バイトです。',
  'manifest.not-utf8': 'UTF-8 のテキストではありません。UTF-8 で保存するか、別のファイルを指定してください。',
  'manifest.not-text': 'テキストではありません。アーカイブを展開せずに指定していませんか。',
  'manifest.separator': '行頭の "---" の後に書けるのはコメントだけですが、"{rest}" があります。',
  'manifest.no-object': '文書は apiVersion、kind、metadata.name を持つオブジェクトでなければなりません。',
  'manifest.no-kind': '"kind" がありません。',
  'manifest.no-api-version': '"apiVersion" がありません。',
  'manifest.no-name': '{kind} に metadata.name がありません。',
  'manifest.lists-too-deep': 'List の入れ子が深すぎます。',
  'manifest.too-many-values':
    'ひとつの文書に {most} 個を超える値があります (エイリアスは使われた回数だけ数えます)。',
  'manifest.no-number': '{value} は JSON の数値では表せません。',
  'release.no-directory': 'ディレクトリ {directory} がありません。',
  'release.no-version-of':
    'Istio {version} のマニフェストは hoist にありません。あるのは {known} です。そのどれか、または展開したリリースのディレクトリを指定してください。',
  'release.not-one':
    '{directory} は展開された Istio のリリースではありません。{marks} を探しましたが、どれもありません。そのどれかと samples/ を含むディレクトリを指定してください。',
  'release.two-layouts':
    '{directory} には {one}/ と {other}/ の両方があり、別々のリリースのものです。ひとつのリリースのディレクトリを指定してください。',
  'release.incomplete': '{directory} のリリースは不完全です。足りないファイル: {missing}',
  'release.empty': '{directory} のリリースには、入れるものが何もないファイルがあります: {files}',
  'release.not-rendered':
    '{directory} にはリリースのチャートがありますが、そのまま適用できるものがありません。{rendered} の YAML を探しました。そのリリースの istioctl などで demo プロファイルを書き出してください: "istioctl manifest generate --set profile=demo > {rendered}istio.yaml"',
  'release.no-version': '{directory} の {file} には Istio のイメージがないため、バージョンが分かりません。',
  'release.mixed-versions': '{directory} の {file} には複数のバージョンのイメージがあります: {versions}',
  'release.unsupported': '{directory} は Istio {version} です。hoist が入れるのは {supported} です。',
  'rewrite.removed': 'Kubernetes は {version} の Deployment をもう提供していません。',
  'rewrite.removed-selector':
    'Kubernetes は {version} の Deployment をもう提供していません。省かれていたセレクターは Pod のラベルから補いました。',
  'rewrite.target': 'スケール対象の Deployment {name} も新しいバージョンで書かれます。',
  'support.native': 'Kubernetes {version} は Istio {release} をそのまま受け付けます。',
  'support.rewritten':
    'Kubernetes {version} で Istio {release} を動かせます。公式のもののように、廃止された API バージョンを使うマニフェストは hoist が書き換えます。',
  'support.untried':
    'Kubernetes {version} は Istio {release} が想定するバージョン ({first}) より古いものです。動くかもしれません。',
  'support.refused':
    'Istio {release} は Kubernetes {version} では動きません。プログラム自体が {last} より後で削除された API を使うため、マニフェストを書き換えても動きません。',
  'support.refused-old':
    'Istio {release} は Kubernetes {version} では動きません。CRD と istiod が、Kubernetes {first} 以降の機能を必要とします。',
  'support.untried-new':
    'Kubernetes {version} は Istio {release} が想定するバージョン ({last} まで) より新しいものです。動くかもしれません。',
  'support.between':
    'Kubernetes {version} で動くリリースは hoist にありません。Istio 1.1.0 のプログラムは {last} より後で削除された API を使い、Istio 1.30.3 は Kubernetes {first} 以降の機能を必要とします。',
  'support.unknown': '"{version}" と名乗るサーバーで Istio {release} が動くかどうかは分かりません。',
  'injection.no-injector':
    'istio-system に Deployment {name} がありません。サイドカーを注入するものがありません。',
  'injection.unavailable': 'Deployment {name} に準備のできた Pod がありません。',
  'injection.no-webhook':
    'MutatingWebhookConfiguration {name} がなく、API サーバーはインジェクターに問い合わせません。',
  'injection.no-authority':
    'Webhook {name} の CA バンドルがまだ空です。インジェクターが起動時に書き込みます。それまでラベル付きの名前空間では Pod を作れません。',
  'injection.no-endpoints':
    'Service {service} に準備のできたエンドポイントがなく、API サーバーからインジェクターに届きません。',
  'injection.never': '名前空間 {namespace} の Pod には注入されません',
  'injection.host-network': 'ノードのネットワークを使う Pod には注入されません',
  'injection.opted-out': 'アノテーション {annotation} がサイドカーを断っています',
  'injection.opted-out-label': 'ラベル {label} がサイドカーを断っています',
  'injection.before': '注入を有効にする前に作られました。ワークロードを再起動するとサイドカーが付きます',
  'ingress.load-balancer': 'ロードバランサーのアドレス {address}',
  'ingress.external-ip': 'Service の外部アドレス {address}',
  'ingress.localhost': 'このマシンのポート {port}。{platform} はノードポートをここに通します',
  'ingress.node-external': '{node} の外部アドレス {address} とノードポート {port}',
  'ingress.node-internal': '{node} の内部アドレス {address} とノードポート {port}',
  'ingress.port-forward': 'API サーバー経由のトンネル。kubectl が使えるところならどこでも使えます',
  'proxy.synced': 'pilot が送ったものをすべて受け取りました。',
  'proxy.stale':
    'pilot は {types} を送りましたが、受領の返事がありません。プロキシが遅いか、切れているか、受け取ったものを使えません。',
  'proxy.error': 'pilot が送った {types} を拒みました。',
  'proxy.connecting': 'pilot に接続しているところです。',
  'proxy.not-sent': 'pilot はまだ {types} を送っていません。',
  'proxy.gateway-idle':
    '同期済みです。まだ Gateway が結び付いていないので RDS は NOT SENT ですが、これは正常です。',
  'proxy.gateway-bound':
    'Gateway が結び付いていますが、pilot はルートを送っていません。HTTP のルートがまだないか、適用した直後です。',
  'proxy.missing': 'Pod は準備できていますが、どの pilot も知りません。プロキシが pilot に接続していません。',
  'proxy.unreadable': '状態は不明です。{pilot} の答えを読めません ({words})。',
  'why.terminating': '終了処理中です。',
  'why.failed': '失敗しました: {words}',
  'why.unschedulable': '置けるノードがありません: {words}',
  'why.not-scheduled': 'スケジューラーがノードを選ぶのを待っています。',
  'why.starting': 'ノードが起動しています。',
  'why.gates': 'コンテナは準備できました。Pod ももうすぐです。',
  'why.init': 'init コンテナ {container} が実行中です。',
  'why.image': '{container} のイメージ {image} を取得できません: {words}',
  'why.crash': '{container} は起動するたびに終了コード {code} で終わります。再起動 {restarts} 回。',
  'why.memory': '{container} はメモリの上限を超えて強制終了されました。再起動 {restarts} 回。',
  'why.creating': 'コンテナ {container} を作成中です。',
  'why.waiting': '{container} を起動できません: {words}',
  'why.ended': '{container} は終了コード {code} で終わりました。{words}',
  'why.probe': '{container} は動いていますが、準備できていません: {words}',
  'why.not-ready': '{container} は動いていますが、まだ準備できていません。',
  'why.certificate': 'Citadel が作る Secret {secret} を待っています。',
  'why.absent': '存在しない {kind} {name} を待っています。',
  'why.mount': 'ボリュームをマウントできません: {words}',
  'why.sandbox': 'ネットワークを用意できません: {words}',
  'why.create-pods': 'Pod を作れません: {words}',
  'why.deadline': '定められた時間内に進みませんでした: {words}',
  'why.no-pods': 'まだ Pod がありません。',
  'why.replicas': '利用できるレプリカは {wanted} 個中 {available} 個です。',
  'why.job-failed': 'Job が失敗しました: {words}',
  'why.job-running': 'Job が実行中です。',
  'why.pod': '{pod}: {why}',
  'leftover.crd': 'Istio の CRD です。消すとその種類のオブジェクトもすべて消えます。',
  'leftover.crd-certmanager': 'Istio 1.1.0 に付属する cert-manager の CRD です。',
  'leftover.custom-resource': '{kind} という種類の Istio の設定です。',
  'leftover.cluster-role': 'クラスタ全体に及ぶ Istio のコンポーネントの権限です。',
  'leftover.mutating':
    'サイドカーを注入する Webhook です。プログラムがないまま残ると、ラベル付きの名前空間で Pod を作れません。',
  'leftover.validating':
    'Istio の設定を検査する Webhook です。応えるプログラムがないと、設定がすべて拒否されることがあります。',
  'leftover.root-certificate': 'istiod がすべての名前空間に書き込む Istio のルート証明書です。',
  'leftover.gateway-class': 'istiod が自分のために作った Gateway API のクラスです。',
  'leftover.namespace': '制御プレーンの名前空間です。',
  'leftover.label': '名前空間に {label} というラベルがあり、次に入れる Istio がこれに従います。',
  'leftover.secret': 'Istio が実行時に作った鍵と証明書です。',
  'leftover.sidecar': 'Pod にサイドカーがあります。Istio がなくなると、通信する制御プレーンがありません。',
  'leftover.bookinfo': 'サンプルの Bookinfo の一部です。',
  'why.done': '{container} はエラーなしで終わりました。',
} as const;
