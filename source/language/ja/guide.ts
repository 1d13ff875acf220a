import type { guide as en } from '../en/guide.ts';

/** 各手順に添える手引き。見どころ、章とこのクラスタの違い、考えてみる問い。 */
export const guide: Record<keyof typeof en, string> = {
  'guide.none': 'なし',

  'guide.check.look':
    'ペイン 1: ノードが提供できる量と、すでに要求されている量。c で各チェックと対処を表示します。',
  'guide.check.chapter':
    'ノードは docker-desktop の 1 つ、Kubernetes v1.14.6。2 CPU と 4 GiB を割り当てます。',
  'guide.check.here': 'Kubernetes {version}、ノード {nodes}、割り当て可能: {cpu} CPU、{memory} GiB。',
  'guide.check.why':
    '本の章は手元の 1 台で動かすので、ノードは 1 つです。新しいサーバーは、2019 年のマニフェストが使う API バージョンをもう提供していません。hoist は何も書き込まないうちにそれを知らせます。',
  'guide.check.ask.largest': 'ノードに必要な大きさを決めるのは、Istio のどの部分でしょうか。',
  'guide.check.answer.largest':
    'pilot です。Pod が 2 GiB を要求し、1 つの Pod を複数のノードに分けることはできません。ここで空きメモリがいちばん多いのは {node} の {memory} GiB です。',
  'guide.check.answer.largest.unknown':
    'pilot です。Pod が 2 GiB を要求し、1 つの Pod を複数のノードに分けることはできません。ここの空き容量は見ることができません。',
  'guide.check.answer.largest.istiod':
    'istiod です。ただし demo プロファイルの Pod が要求するのは 100 MiB だけで、default プロファイルでは 2 GiB です。1 つの Pod を複数のノードに分けることはできません。ここで空きメモリがいちばん多いのは {node} の {memory} GiB です。',
  'guide.check.answer.largest.istiod.unknown':
    'istiod です。ただし demo プロファイルの Pod が要求するのは 100 MiB だけで、default プロファイルでは 2 GiB です。1 つの Pod を複数のノードに分けることはできません。ここの空き容量は見ることができません。',
  'guide.check.ask.spare': 'ノードが 1 つ壊れたら、何が残るでしょうか。',
  'guide.check.answer.spare.one':
    '何も残りません。ノードは {node} だけです。高可用性は 2 つめのノードから始まります。',
  'guide.check.answer.spare.more':
    '残りの {count} 個です。ただしレプリカが 1 つのコンポーネントは、別のノードで Pod が起動し直すまで止まります。',

  'guide.crds.look': '別の端末で、実行の前と後に kubectl api-resources | grep istio を試してください。',
  'guide.crds.chapter':
    '4 つのファイルを順に apply して 58 種類を登録します。53 が Istio、残りの 5 は cert-manager のもので、本の章ではほかに出番がありません。',
  'guide.crds.why':
    'hoist のマニフェストには cert-manager のものがありません。また、hoist は各種類が実際に提供されるまで待ちます。本の章のループは待たずに進むので、次の手順には早すぎることがあります。',
  'guide.crds.why.istiod':
    'この Istio の種類は 15 です。1.1.0 の 53 のうち 41 は mixer のもの (config.istio.io) で、mixer と一緒になくなりました。hoist は各種類が実際に提供されるまで待ちます。本の章のループは待たずに進むので、次の手順には早すぎることがあります。',
  'guide.crds.ask.early': 'CRD がまだないオブジェクトを作ろうとすると、どうなるでしょうか。',
  'guide.crds.answer.early':
    'API サーバーに受け口がなく、"no matches for kind" と拒否されます。どの方法で入れても CRD が最初なのはこのためです。ここでは: {found}',
  'guide.crds.ask.gone': 'CRD を削除すると、何が消えるでしょうか。',
  'guide.crds.answer.gone':
    'その種類のオブジェクトが、どの名前空間でも、誰が作ったものでも、すべて消えます。hoist が CRD を最後に消し、ほかの人が失うものを先に挙げるのはこのためです。',

  'guide.control-plane.look':
    'ペイン 3: 何が先に準備でき、何が何を待つか。行で Enter を押すと Pod、l でログを表示します。',
  'guide.control-plane.chapter':
    'istio-demo.yaml を kubectl apply して待ちます。mTLS は permissive、どのコンポーネントもレプリカは 1 つです。',
  'guide.control-plane.here':
    'istio-system のワークロード: 準備完了 {ready}/{all}、レプリカが 1 つだけ: {single}。',
  'guide.control-plane.why':
    'hoist は必要なものがそろった時点で各オブジェクトを書き込むので、拒否されて apply し直すことがありません。コンポーネントと mTLS は選べます。画面では C、コマンドラインではフラグです。',
  'guide.control-plane.ask.twice': '本番なら、どれを 2 つ以上動かしますか。',
  'guide.control-plane.answer.twice':
    'まず、新しい Pod やリクエストのすべてに必要なもの、つまり injector、ゲートウェイ、pilot です。レプリカが 1 つだけなら単一障害点です。ここでは: {names}。',
  'guide.control-plane.answer.twice.none':
    'まず、新しい Pod やリクエストのすべてに必要なもの、つまり injector、ゲートウェイ、pilot です。ここにはレプリカが 1 つだけのものはありません。',
  'guide.control-plane.answer.twice.istiod':
    'まず、新しい Pod やリクエストのすべてに必要なもの、つまり pilot と injector を兼ねる istiod と、ゲートウェイです。レプリカが 1 つだけなら単一障害点です。ここでは: {names}。',
  'guide.control-plane.ask.strict':
    'mTLS が permissive ではなく strict だったら、ここで何が壊れるでしょうか。',
  'guide.control-plane.answer.strict.some':
    'strict は、サイドカーが暗号化していない呼び出しをすべて拒否します。ここでサイドカーがないもの: {pods}。permissive は両方を受けるので、すでに何かが動いているクラスタに向いています。',
  'guide.control-plane.answer.strict.none':
    'strict は、サイドカーが暗号化していない呼び出しをすべて拒否します。{namespace} の Pod にはすべてサイドカーがあるので、互いの呼び出しは続きます。ほかからの呼び出しや kubelet の probe は別の話です。',
  'guide.control-plane.answer.strict.empty':
    'まだ何も壊れません。{namespace} には Pod がありません。strict は暗号化されていない呼び出しをすべて拒否するので、新しいクラスタなら strict から始めるのがよく、すでに何かが動いているなら permissive が向いています。',

  'guide.proxies.look': 'ペイン 4: 設定の種類ごとに列があります。表の下の行が、選んだ行の意味です。',
  'guide.proxies.chapter':
    'istioctl proxy-status に 2 つのゲートウェイが SYNCED で並びます。ルートがまだないので RDS は NOT SENT です。',
  'guide.proxies.here': 'プロキシ: {count}。問題なし: {good}。STALE: {stale}。不在: {missing}。',
  'guide.proxies.why':
    'この表は動いています。Bookinfo の後はサイドカーごとに行が増え、ゲートウェイの手順の後は入口ゲートウェイにルートが入ります。サイドカーがあるのに pilot が知らない Pod は「不在」です。istioctl の表には出ません。',
  'guide.proxies.ask.away': '制御プレーンがいない間、プロキシはどうするでしょうか。',
  'guide.proxies.answer.away':
    '手元の設定で動き続けます。呼び出しは通りますが、新しい Pod や変えたルートは誰にも伝わりません。A で実際に見られます。pilot を少しの間止めて、また戻します (先に確認します)。準備のできた pilot: {ready}。',
  'guide.proxies.ask.not-sent': 'NOT SENT がエラーではないのは、なぜでしょうか。',
  'guide.proxies.answer.not-sent':
    'pilot に、その種類で送るものがないからです。Gateway オブジェクトのないゲートウェイにはルートがありません。ここでそうなっているもの: {names}。',

  'guide.injection.look':
    'ペイン 2 の INJECTION の列 (ラベル istio-injection の値)。すでに動いている Pod は変わりません。',
  'guide.injection.chapter':
    'Bookinfo をデプロイする前に kubectl label namespace default istio-injection=enabled。',
  'guide.injection.here': 'ラベルがある名前空間: {names}。',
  'guide.injection.why':
    '同じラベルです。hoist は先に injector が働けるかを確かめます。応答する相手のいない webhook は、その名前空間の新しい Pod をすべて拒否するからです。',
  'guide.injection.ask.before': 'ラベルを付けた後も、サイドカーがないままの Pod はどれでしょうか。',
  'guide.injection.answer.before.some':
    'ラベルより前に作られた Pod です。webhook が Pod を見るのは作られるときだけです。今ここでは: {pods}。kubectl rollout restart で作り直せます。',
  'guide.injection.answer.before.none':
    'ラベルより前に作られた Pod です。webhook が Pod を見るのは作られるときだけです。ここ {namespace} にはありません。',

  'guide.bookinfo.look':
    'ペイン 3 の名前空間 {namespace}。ワークロードの行で Enter を押すと Pod が出ます。READY は、ワークロードの行では Pod の数、Pod の行ではコンテナの数です。Pod の 2/2 はアプリケーションとサイドカーを表します。',
  'guide.bookinfo.chapter':
    '6 個の Pod がどれも 2/2 Running になり、ページにはクラスタの中からだけ届きます。',
  'guide.bookinfo.here': 'ワークロード: 準備完了 {ready}/{all}。サイドカーのある Pod: {injected}/{pods}。',
  'guide.bookinfo.why':
    '同じ 6 個です。1/1 の Pod があれば、ラベルが遅すぎたか、injector が呼ばれなかったということです。',
  'guide.bookinfo.ask.containers': 'productpage の Pod の中で、作者が入れていないものは何でしょうか。',
  'guide.bookinfo.answer.containers':
    '{pod} の中身: {containers}。istio-init は Pod の通信を istio-proxy に向けて終わります。istio-proxy は、その通信が通る Envoy です。',
  'guide.bookinfo.answer.containers.none':
    '通信をプロキシに向けて終わる istio-init と、通信が通る Envoy の istio-proxy です。ここではまだその Pod が動いていません。',
  'guide.bookinfo.ask.versions': 'ページを何度か読み込んでください。星が変わるのはなぜでしょうか。',
  'guide.bookinfo.answer.versions':
    'reviews という 1 つの Service の後ろに 3 つのバージョンの Pod があり、どれを選ぶかはまだ決めていないからです: {names}。',
  'guide.bookinfo.answer.versions.none':
    'reviews という 1 つの Service の後ろに 3 つのバージョンの Pod があり、どれを選ぶかはまだ決めていないからです。ここにはまだありません。',

  'guide.gateway.look':
    'ペイン 6: 試したアドレスとその応答。ペイン 4: 入口ゲートウェイの RDS が SYNCED に変わります。',
  'guide.gateway.chapter':
    'Service の最初のポートのノードポートと localhost を使います。Docker Desktop ではそこに出るからです。',
  'guide.gateway.here': 'istio-ingressgateway は {type}、外部アドレス: {external}、ポート: {ports}。',
  'guide.gateway.here.none': 'istio-ingressgateway はまだありません。',
  'guide.gateway.why':
    '最初のポートは 1.1.0 では http2 ですが、後のリリースでは別のものです。hoist は名前でポートを探します。どのアドレスが応答するかはロードバランサを誰が用意するかによるので、順に試します。',
  'guide.gateway.ask.404': 'ページが 404 を返しました。誰の答えでしょうか。',
  'guide.gateway.answer.404':
    'ゲートウェイの答えです。待ち受けてはいますが、合う VirtualService のルートがありません。接続拒否なら、ポートを開く Gateway がないということです。入口ゲートウェイの RDS は今: {rds}。',

  'guide.uninstall.look': 'ログの最後の行。何も残っていないか、残ったものが理由とともに並びます。',
  'guide.uninstall.chapter':
    'istio-demo.yaml を kubectl delete し、次に CRD を削除します。istio-system を消すだけでは撤去にならない、という注意もあります。',
  'guide.uninstall.why':
    'マニフェストに書かれていないものがあります。galley は webhook を、citadel は各名前空間の Secret を、実行中に作ります。hoist はそれも消してから、残りがないか調べます。',
  'guide.uninstall.why.istiod':
    'マニフェストに書かれていないものがあります。istiod はルート証明書を各名前空間に、CA バンドルを自分の webhook に、実行中に書き込みます。hoist はそれも消してから、残りがないか調べます。',
  'guide.uninstall.ask.namespace': '今、名前空間 istio-system だけを削除したら、何が残るでしょうか。',
  'guide.uninstall.answer.namespace':
    'CRD ({crds})、クラスタロールと webhook、次の名前空間のラベル: {labelled}、そして pilot を失ったサイドカー: {sidecars} 個。プログラムのない webhook は、ラベルのある名前空間の新しい Pod をすべて拒否します。',
  'guide.uninstall.answer.namespace.clean':
    'Istio はここにないので、何も残りません。入れた後にもう一度考えてみてください。',

  'experiment.title': 'pilot を少しの間止める',
  'experiment.no-pilot': 'istio-system に、止める pilot がありません。',
  'experiment.away-already':
    '{name} は 0 個にされています。プロキシは手元の設定を保ちますが、新しい設定は届きません。戻すには: {command}',
  'experiment.going': 'Pod の終了を待っています。まだ準備完了の Pod: {count}',
  'experiment.stuck': '{name} をここから元に戻せませんでした。戻すには: {command}',
  'experiment.gone':
    '{name} がいなくなりました。プロキシは手元の設定を保ちます。ペイン 4 は更新されなくなります。',
  'experiment.page.good': 'それでも商品ページは応答しています ({url})。',
  'experiment.page.inside': 'それでも商品ページは応答しています (ゲートウェイの Pod を通して確認)。',
  'experiment.page.bad':
    '商品ページが応答しません: {problem}。Bookinfo が動いていなければ、止める前からです。',
  'experiment.back': '{name} が {replicas} 個のレプリカで戻りました。プロキシがまたつながります。',
  'experiment.done':
    '{name} がいない間、商品ページへの {tries} 回の呼び出しのうち {answered} 回に応答がありました。{name} は戻っています。',
};
