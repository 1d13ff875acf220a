import type { glossary as en } from '../en/glossary.ts';

/** 画面に出てくる用語の短い説明。 */
export const glossary: Record<keyof typeof en, string> = {
  'term.citadel':
    'Citadel: Istio 1.1 の認証局。サービスアカウントごとに証明書を作り、istio.NAME という Secret に入れます。',
  'term.context':
    'コンテキスト: kubeconfig の中で、サーバー、ユーザー、名前空間をまとめた名前。hoist が書き込むのはここだけです。',
  'term.control-plane':
    '制御プレーン: プロキシに指示を出す istio-system のプログラム。アプリケーションのリクエストはここを通りません。',
  'term.data-plane':
    'データプレーン: リクエストが通るプロキシの全体。制御プレーンがいない間も、手元の設定で動き続けます。',
  'term.crd': 'CRD、CustomResourceDefinition: VirtualService のような新しい種類を API サーバーに教えるもの。',
  'term.deployment': 'Deployment: どの Pod をいくつ動かすかの宣言。Kubernetes がその状態を保ちます。',
  'term.destination-rule':
    'DestinationRule: ルートが選んだ後の、サービスへの呼び出しの決まり。バージョン、mTLS、負荷分散など。',
  'term.envoy': 'Envoy: Istio がサイドカーやゲートウェイとして使うプロキシ。',
  'term.field-manager':
    'フィールドマネージャー: オブジェクトの各フィールドを設定した者の名前。hoist はほかの者が設定したものを奪いません。',
  'term.finalizer': 'ファイナライザー: 誰かが片付けるまで、オブジェクトを実際には消させない印。',
  'term.galley': 'Galley: Istio の設定を受け入れる前に検査し、配るもの (Istio 1.1)。',
  'term.gateway':
    'Gateway (ゲートウェイ): メッシュの端にいる Envoy。また、どのポートで待ち受けるかを決めるオブジェクトの種類。',
  'term.injector': 'Injector: Pod が作られるときにサイドカーを加える webhook。',
  'term.istio-injection': 'istio-injection: 新しい Pod にサイドカーを入れるかを決める、名前空間のラベル。',
  'term.istiod': 'istiod: pilot、citadel、galley、injector を 1 つにまとめたプログラム (Istio 1.5 から)。',
  'term.load-balancer':
    'LoadBalancer: クラスタの外のアドレスをもらう Service。用意する仕組みがある場合に限ります。',
  'term.mixer': 'Mixer: Istio 1.1 のポリシーとテレメトリ (istio-policy と istio-telemetry)。',
  'term.mtls':
    'mTLS (相互 TLS): 呼び出しの両端が証明書を示すこと。permissive は平文も受け、strict は拒否します。',
  'term.missing':
    '不在 (MISSING): Pod にサイドカーがあるのに、pilot が知らない状態。古い設定のままか、設定がありません。',
  'term.namespace': '名前空間: クラスタの中の区画。Istio は istio-system にいます。',
  'term.node-port': 'ノードポート: すべてのノードが Service のために開くポート。',
  'term.not-sent': 'NOT SENT: その種類で pilot が送るものがない状態。ルートのないゲートウェイでは普通です。',
  'term.pilot': 'Pilot: サービスとルートを知り、プロキシに送るもの。',
  'term.pod': 'Pod: 1 つのノードで一緒に動くコンテナ。2/2 はアプリケーションとサイドカーです。',
  'term.port-forward': 'port-forward: 手元のポートから API サーバーを通って Pod に届くトンネル。',
  'term.readiness': 'READY: あるべき数のうち、準備のできたコンテナや Pod の数。',
  'term.replica': 'レプリカ: 同じ Pod の 1 つ。1 つだけだと、その Pod がいない間は止まります。',
  'term.service': 'Service: 入れ替わる Pod の前にある、変わらない名前とアドレス。',
  'term.sidecar':
    'サイドカー: アプリケーションと同じ Pod にいるプロキシのコンテナ。Pod の通信はすべてここを通ります。',
  'term.server-side-apply':
    'サーバーサイド apply: 望む内容をサーバーが今あるものに合わせ、誰がどのフィールドを設定したかを記録します。',
  'term.spare': '予備: 1 つ壊れても別のレプリカがあるか。▲ なし は単一障害点です。',
  'term.stale':
    'STALE: pilot が送ったものを受け取ったという返事が、プロキシからまだ来ていない状態。一時的なら普通、長く続くなら問題です。',
  'term.synced': 'SYNCED: pilot が送ったその種類のものを、プロキシがすべて受け取った状態。',
  'term.virtual-service': 'VirtualService: どのリクエストをどこへ送るか。ホスト、パス、重みで決めます。',
  'term.webhook':
    'Webhook: API サーバーがオブジェクトを受け入れる前に尋ねるプログラム。応答がなければ拒否されます。',
  'term.xds':
    'CDS、LDS、EDS、RDS: pilot が送るもの。クラスタ (サービス)、リスナー (ポート)、エンドポイント (アドレス)、ルート。',
};
