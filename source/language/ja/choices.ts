/** About the chapter's two questions: which security configuration and components, and which deployment utility. */
export const choices = {
  'choice.mtls.permissive':
    'permissive mTLS: メッシュのサービスは平文も受け付けるので、メッシュの外からの呼び出しもこれまでどおり届きます。',
  'choice.mtls.strict':
    'strict mTLS: メッシュのサービスは平文を断ります。メッシュの外（このクラスターの別の Namespace も含みます）からは、ingress gateway を通さないと届かなくなります。',
  'choice.mtls.strict-old':
    'また、サイドカーはクラスターのどのサービスにも mTLS で話しかけます。サイドカーのないサービスには tls.mode DISABLE の DestinationRule がないと、メッシュから呼び出せません。',
  'choice.all': 'コンポーネント: リリースのすべて。',
  'choice.left-out': '{component} なし: {why}',
  'choice.left-out-because': '{component} なし（{needed} がないと動かないため）: {why}',
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
    'Pod に自動でサイドカーが入らないので、injection から先のステップは行いません。サイドカーは istioctl kube-inject でマニフェストに書き込めます。',
  'choice.without.policy':
    'クォータや拒否などのポリシーは効きません。プロキシはリクエストの前に mixer に尋ねなくなります。',
  'choice.without.telemetry':
    'プロキシは mixer に報告しなくなり、サービスのメトリクスもメッシュのアクセスログもなくなります。',
  'choice.without.ingressgateway':
    'クラスターの外からメッシュを通って入れなくなるので、ゲートウェイを開くステップは行いません。',
  'choice.without.egressgateway':
    'クラスターから出る通信を一か所にまとめられず、それぞれの Pod から直接出ます。',
  'choice.without.prometheus': 'メトリクスを集めて残すものがありません。',
  'choice.without.grafana': 'メトリクスのダッシュボードがありません。',
  'choice.without.tracing': 'リクエストのトレースを集めるもの（Jaeger）がありません。',
  'choice.without.kiali': 'どのサービスがどれを呼んでいるかの図が見られません。',
  'choice.not-chosen': '今の選択には含まれていません。',
  'choice.restart-pilot':
    'pilot は設定の読み込み元を起動時に決めます。新しいメッシュ設定を読ませるには: kubectl -n istio-system rollout restart deployment istio-pilot',
} as const;
