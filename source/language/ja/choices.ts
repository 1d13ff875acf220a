/** About the chapter's two questions: which security configuration and components, and which deployment utility. */
export const choices = {
  'choice.mtls.permissive':
    'permissive mTLS: メッシュのサービスは平文も受け付けるので、メッシュの外からの呼び出しもこれまでどおり届きます。',
  'choice.mtls.strict':
    'strict mTLS: メッシュのサービスは平文を断ります。メッシュの外 (このクラスタの別の名前空間も含みます) からは、入口ゲートウェイを通さないと届かなくなります。',
  'choice.mtls.strict-old':
    'また、サイドカーはクラスタのどのサービスにも mTLS で話しかけます。サイドカーのないサービスには tls.mode DISABLE の DestinationRule がないと、メッシュから呼び出せません。',
  'choice.all': 'コンポーネント: リリースのすべて。',
  'choice.left-out': '{component} なし: {why}',
  'choice.left-out-because': '{component} なし ({needed} がないと動かないため): {why}',
  'choice.unknown':
    '{flag}: Istio {version} に {component} というコンポーネントはありません。あるのは {known} です。',
  'choice.both': '{component} が --with と --without の両方に書かれています。',
  'choice.required': '{component} は外せません。どのプロキシもここから設定を受け取ります。',
  'choice.needs': '{component} には {needed} が必要ですが、外されています。',
  'choice.strict-needs':
    'strict mTLS には証明書を作る {component} が必要です。--mtls permissive にするか、{component} を残してください。',
  'choice.without.pilot': 'どのプロキシにも設定が届きません。',
  'choice.without.istiod': 'どのプロキシにも設定が届きません。',
  'choice.without.citadel': '証明書を作るものがないので、mTLS はまったく使えません。',
  'choice.without.galley':
    'Istio の設定は保存前に検査されなくなります。pilot と mixer は API サーバーから直接設定を読みます。',
  'choice.without.sidecar-injector':
    'Pod に自動でサイドカーが入らないので、injection から先の手順は行いません。サイドカーは istioctl kube-inject でマニフェストに書き込めます。',
  'choice.without.policy':
    'クォータや拒否などのポリシーは効きません。プロキシはリクエストの前に mixer に尋ねなくなります。',
  'choice.without.telemetry':
    'プロキシは mixer に報告しなくなり、サービスのメトリクスもメッシュのアクセスログもなくなります。',
  'choice.without.ingressgateway':
    'クラスタの外からメッシュを通って入れなくなるので、ゲートウェイを開く手順は行いません。',
  'choice.without.egressgateway':
    'クラスタから出る通信を一か所にまとめられず、それぞれの Pod から直接出ます。',
  'choice.without.prometheus': 'メトリクスを集めて残すものがありません。',
  'choice.without.grafana': 'メトリクスのダッシュボードがありません。',
  'choice.without.tracing': 'リクエストのトレースを集めるもの (Jaeger) がありません。',
  'choice.without.kiali': 'どのサービスがどれを呼んでいるかの図が見られません。',
  'choice.not-chosen': '今の選択には含まれていません。',
  'choice.restart-pilot':
    'pilot は設定の読み込み元を起動時に決めます。新しいメッシュ設定を読ませるには: kubectl -n istio-system rollout restart deployment istio-pilot',
  'lint.empty-arch':
    'API サーバーが断るオブジェクト ("values: Required value"): {count}。原因は一つです。チャートを Helm 2.15.0 でレンダリングしたため、ノードのアーキテクチャの一覧が空になっています (istio/istio#18095)。',
  'lint.empty-arch.hint':
    '--set-string global.arch.amd64=2 を付けてレンダリングし直すか、Helm 2.14 または 2.15.1 以降を使うか、hoist 自身のマニフェスト (--via manifests --release 1.1.0) を入れてください。',
  'lint.empty-values':
    '空の一覧の中に値を求めているため、API サーバーが断るオブジェクト: {count} ({names})。',
  'lint.empty-values.hint': 'チャートのどの値が空かを確かめ、--set で与えてください。',
  'lint.removed':
    'Kubernetes は {since} で {version} の {kind} をやめ、このサーバーにはもうありません: {count} ({names})。',
  'lint.removed.hint': 'この Kubernetes 向けのリリースを使うか、古いクラスタを使ってください。',
  'lint.unknown-kind':
    'このサーバーは {version} の {kind} を知らず、それを加える CRD も含まれていません: {count} ({names})。',
  'lint.unknown-kind.hint': 'CRD も一緒にレンダリングするか、それを必要とするものを外してください。',
  'lint.duplicate': '同じオブジェクトが二つあり、内容が違います。後に書いたほうが残ってしまいます: {names}。',
  'lint.duplicate.hint': 'どちらかをマニフェストから取り除いてください。',
  'lint.duplicate-alike': '同じ内容のオブジェクトが二つあります: {names}。',
  'lint.no-namespace': '名前空間が書かれていないオブジェクト: {count} ({names})。',
  'lint.no-namespace.hint':
    '同じ部分のほかのオブジェクトと同じところに入れます。制御プレーンは istio-system、アプリケーションはその名前空間です。',
  'lint.image': 'バージョンのないイメージ。明日には別のものかもしれません: {images}。',
  'lint.image.hint': '--set global.tag (1.1) または --set tag (1.30) でタグを指定してください。',
  'lint.hook-early':
    'インストール以外のときのための Helm のフック。ほかと一緒に適用すると、すぐに動いてしまいます: {names}。',
  'lint.hook-ordered':
    'インストールのための Helm のフック。待っているものがそろってから動かします: {names}。',
  'render.no-tool':
    '{tool} というプログラムがありません。インストールするか、--helm PATH または --istioctl PATH で場所を指定してください。--via manifests ならどちらも要りません。',
  'render.not-a-program': '{tool} を実行できません。プログラムではないか、実行する権限がありません。',
  'render.too-much': '{tool} の出力が {megabytes} MiB を超えました。マニフェストではないので止めました。',
  'render.too-long': '{tool} が {seconds} 秒以内に終わらなかったので止めました。',
  'render.failed': '{tool} が {code} で終わりました: {words}',
  'render.known': '{cause} ツールの言葉: {words}',
  'render.not-helm': '{tool} は helm のバージョンを答えません。helm ではないようです。',
  'render.helm-version': '{tool} は Helm {version} です。hoist が使えるのは 2、3、4 です。',
  'render.helm-too-old':
    '{tool} は Helm {version} ですが、Istio 1.6 以降のチャートには Helm 3 か 4 が必要です。',
  'render.not-istioctl': '{tool} は istioctl のバージョンを答えません。istioctl ではないようです。',
  'render.istioctl-version':
    '{tool} は istioctl {version} で、マニフェストをまだレンダリングできません。Istio 1.30 のものか、--via helm、--via manifests を使ってください。',
  'render.istioctl-old-charts':
    '{directory} は Istio 1.1 のチャートで、istioctl ではレンダリングできません。--via helm を使ってください。',
  'render.mixed-versions':
    '{by} がレンダリングした結果に、複数のバージョンのイメージがあります: {versions}。ソースツリーのチャートには仮のタグが入っています。{set} ですべてにひとつを指定してください。',
  'render.no-version':
    '{by} がレンダリングした結果に Istio のイメージがなく、バージョンが分かりません。{set} で指定してください。',
  'render.unsupported':
    '{by} がレンダリングしたのは Istio {version} です。hoist が入れるのは {supported} です。',
  'render.own-manifests':
    '{release} は hoist 自身のマニフェストの名前で、チャートではありません。--via istioctl はチャートをレンダリングします。',
  'render.own-manifests.hint':
    '--release DIR に、manifests/charts のある展開済みリリースを指定するか、--release を外してください。istioctl は自分の中にチャートを持っています。',
  'render.no-directory':
    '--via helm はチャートをレンダリングしますが、チャートのディレクトリが指定されていません。',
  'render.no-charts': '{directory} に Istio のチャートがありません。',
  'render.no-charts.hint':
    '--release に、install/kubernetes/helm/istio (1.1) か manifests/charts (1.30) のある展開済みリリース、またはそのディレクトリ自体を指定してください。',
  'render.known.sds':
    'Istio 1.1 の gateway チャートには、Go 1.14 以降でビルドされた Helm (2.16.8、3.3 以降) が受け付けない条件式があります (istio/istio#22295)。',
  'render.known.sds.fix':
    'Helm 2.15.1〜2.16.7 でレンダリングする (--helm PATH) か、charts/gateways/templates/role.yaml と rolebindings.yaml の条件を「if $spec.sds」に書き換えるか、hoist 自身のマニフェスト (--via manifests --release 1.1.0) を入れてください。',
  'render.known.dependencies': 'このチャートを構成するチャートがそろっていません。',
  'render.known.dependencies.fix':
    '「helm dependency update」で取得するか、リリース全体のディレクトリを指定してください。',
  'render.known.kube-version': 'チャートの対象は、helm が想定する Kubernetes とは別のバージョンです。',
  'render.known.kube-version.fix': 'この Kubernetes 向けのリリースを使ってください。',
  'render.known.no-chart': 'チャートまたはそのファイルが見つかりません。',
  'render.known.no-chart.fix': 'ディレクトリがそろっているか確かめてください。',
  'render.known.set': 'ツールが --set を読めませんでした。',
  'render.known.set.fix':
    'key=value の形で書きます。文字としてのコンマやドットにはバックスラッシュを付けます。',
  'choice.via.manifests': 'マニフェストをそのまま hoist が適用します: {source}。',
  'choice.via.own': 'hoist 自身のもの (Istio {version})',
  'choice.via.helm': 'Helm {tool} でレンダリングし、hoist が適用します: {command}',
  'choice.via.istioctl': 'istioctl {tool} でレンダリングし、hoist が適用します: {command}',
  'choice.hooks': 'インストール以外のときのための Helm のフックは、すぐに動いてしまうので外します: {names}。',
  'plan.immutable':
    'selector は後から変えられません。この Deployment は別のマニフェスト (公式のもの、チャート、別の版) のものです。先に「hoist down」で取り除くか、入れたときのマニフェストで続けてください。',
  'plan.refused': 'API サーバーが断ります: {words}',
  'check.earlier.selectors': 'すでにあるものを、この内容に変えられます',
  'check.earlier.selectors.none': 'Deployment の selector に違いはありません',
  'check.earlier.selectors.some': 'selector は後から変えられませんが、違っています: {names}',
  'check.earlier.selectors.hint':
    '別のマニフェスト (公式のもの、チャート、または hoist 自身のもの) で入れたものです。先に「hoist down --yes」で取り除くか、--release と --via で入れたときのものを指定してください。',
  'choice.remembered-gone': 'このクラスタで前回選んだ {chosen} を、もう開けません。{why}',
  'choice.remembered-gone.hint':
    '今ある場所をこのフラグで指定するか、選び直してください。--via manifests なら hoist 自身のマニフェスト、--release を足せば公式のものを使います。',
  'choice.running': '実行中です。終わってから選んでください。',
  'screen.key.choices': 'mTLS、コンポーネント、マニフェストの作り方を選ぶ',
  'screen.hint.choices': '選択',
  'screen.choose.title': '何を入れるか',
  'screen.choose.keys': 'j k g G で移動、Enter で選択。手順を実行するまで何も書き込みません。',
  'screen.choose.via.manifests': 'マニフェストをそのまま',
  'screen.choose.via.helm': 'helm で、--release DIR のチャートから',
  'screen.choose.via.istioctl': 'istioctl manifest generate で',
  'screen.choose.via.manifests.means': 'マニフェストにあるオブジェクトを、hoist がそのまま適用します。',
  'screen.choose.via.helm.means':
    '展開したリリースのチャートを手元の helm でレンダリングし、できたものを hoist が適用します。--release DIR を付けて hoist を起動しておきます。',
  'screen.choose.via.istioctl.means': '手元の istioctl が作ったマニフェストを、hoist が適用します。',
  'screen.choose.because': '{needed} がないと動きません',
  'screen.choose.chosen': '選択',
} as const;
