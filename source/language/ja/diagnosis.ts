/** Causes and what to do about them: the room source/diagnosis/. */
export const diagnosis = {
  'diagnosis.told': '原因: {why} 対処: {fix}',
  'diagnosis.image-absent.why':
    'レジストリ {registry} にイメージ {image} がありません。名前かタグが違います。',
  'diagnosis.image-absent.fix':
    'ワークロードのイメージ名を直してください。ノードに手で入れたイメージなら、まったく同じ名前で入れ直してください。',
  'diagnosis.image-denied.why':
    'レジストリ {registry} はこのクラスタにイメージ {image} を渡しません。非公開か、その名前のイメージがありません。',
  'diagnosis.image-denied.fix':
    '名前を確かめるか、名前空間にそのレジストリの pull secret を用意してください。',
  'diagnosis.image-limit.why': 'レジストリ {registry} の取得回数の上限に達しました。',
  'diagnosis.image-limit.fix':
    '上限が戻るまで待つか、pull secret でログインするか、ミラーからイメージを取ってください。',
  'diagnosis.image-registry.why':
    'ノードがレジストリ {registry} に届かないか、その証明書を信頼していません。',
  'diagnosis.image-registry.fix':
    'ノードの名前解決、プロキシ、ファイアウォールを確かめるか、イメージ {image} をあらかじめノードに入れてください。',
  'diagnosis.image-platform.why': 'イメージ {image} はこのノードのアーキテクチャ用には作られていません。',
  'diagnosis.image-platform.fix': 'イメージが対応するアーキテクチャ (amd64 など) のノードを加えてください。',
  'diagnosis.image-name.why': '{image} はイメージの名前として正しくありません。',
  'diagnosis.image-name.fix': 'ワークロードのイメージ名を直してください。',
  'diagnosis.image-other.why': 'ノードは {registry} からイメージ {image} を取得できませんでした。',
  'diagnosis.image-other.fix':
    '上のレジストリの答えを読んでください。ノード上で手で取得してみると、より詳しく分かります。',
  'diagnosis.memory.why':
    'Pod が要求するだけのメモリが空いているノードがありません。数えられるのは使用量ではなく要求量です。',
  'diagnosis.memory.fix':
    'ノードのメモリを増やす (Docker Desktop なら Settings の Resources)、ほかのものを止める、要求量を下げる、のいずれかです。1.1.0 の pilot はそれだけで 1 ノードに 2 GiB を要求します。',
  'diagnosis.cpu.why': 'Pod が要求するだけの CPU が空いているノードがありません。',
  'diagnosis.cpu.fix': 'ノードか CPU を増やす、ほかのものを止める、要求量を下げる、のいずれかです。',
  'diagnosis.pods-full.why': 'どのノードも、動かせる Pod の数の上限に達しています。',
  'diagnosis.pods-full.fix': 'ノードを加えるか、ほかのものを止めてください。',
  'diagnosis.taint.why': 'ノードの taint を、この Pod は許容しません。',
  'diagnosis.taint.fix':
    'taint が not-ready や pressure なら、ノードが自分で外すのを待ってください。そうでなければ kubectl taint で外すか、taint のないノードを加えてください。',
  'diagnosis.affinity.why':
    'Pod が求めるラベルを持つノードがありません。Istio 1.1.0 が動くのは amd64、ppc64le、s390x だけです。',
  'diagnosis.affinity.fix': 'そのアーキテクチャのノードを加えるか、もっと新しいリリースを使ってください。',
  'diagnosis.no-node.why': 'Pod を受け入れるノードがありません。',
  'diagnosis.no-node.fix': 'ノードを加えるか、kubectl uncordon で受け入れを再開してください。',
  'diagnosis.webhook-idle.why':
    'API サーバーは先に webhook {webhook} に尋ねなければなりませんが、{service} の後ろに答えられる Pod がありません。準備ができるまで拒否が続きます。',
  'diagnosis.webhook-idle.fix':
    '{service} の後ろのプログラムを動かしてください。まず Pod を見ます。拒否されたものは、そのあと自動で再試行されます。',
  'diagnosis.webhook-orphan.why':
    'webhook {webhook} は、プログラムが消されたあとに残ったものです。Service {service} がないので、答えるものは現れません。',
  'diagnosis.webhook-orphan.fix': '設定 ({configuration}) を削除するか、プログラムを入れ直してください。',
  'diagnosis.webhook-refused.why':
    'webhook {webhook} の Service {service} の先の Pod では、そのポートを (まだ) 何も待ち受けていません。',
  'diagnosis.webhook-refused.fix':
    '起動したばかりなら少し待ってください。そうでなければ {service} の後ろの Pod のログを読んでください。',
  'diagnosis.webhook-certificate.why':
    'API サーバーは webhook {webhook} の相手を信頼していません。設定の CA バンドルと {service} の証明書が合っていません。',
  'diagnosis.webhook-certificate.fix':
    '{service} の後ろのプログラムを再起動してください。起動時にバンドルを書き直します。それでも直らなければ、設定 {configuration} を削除して入れ直してください。',
  'diagnosis.webhook-timeout.why':
    'API サーバーは webhook {webhook} について {service} から答えを得られません。間にファイアウォールか NetworkPolicy があるか、プログラムが止まっています。',
  'diagnosis.webhook-timeout.fix':
    '制御プレーンから Pod の webhook のポート (Istio 1.1.0 は 443、1.5 以降は 15017) に届くようにし、{service} の後ろの Pod を見てください。',
  'diagnosis.webhook-other.why': 'API サーバーは webhook {webhook} ({service}) に尋ねられませんでした。',
  'diagnosis.webhook-other.fix': '{service} の後ろの Pod と、設定 {configuration} を見てください。',
  'diagnosis.webhook-denied.why': 'webhook {webhook} が調べたうえで拒否しました: {words}',
  'diagnosis.webhook-denied.fix': '指摘されたところを直し、もう一度適用してください。',
  'diagnosis.injector-gone.why': '{words}',
  'diagnosis.injector-gone.fix':
    '先に injector を動かし (制御プレーンの手順をもう一度実行)、そのあとサイドカーが要るものを再起動してください。',
  'diagnosis.crash.why': '{container} のプログラムが自分で終わっています。理由はログにあります。',
  'diagnosis.crash.fix':
    'ログの終わりを読んでください。istio-init が失敗するときは、NET_ADMIN 権限かノードの iptables モジュールが足りません。',
  'diagnosis.memory-limit.why': '{container} が上限を超えるメモリを必要とし、カーネルに終了させられました。',
  'diagnosis.memory-limit.fix': 'ワークロードで {container} のメモリの上限を上げてください。',
  'diagnosis.probe.why': '{container} は動いていますが、準備ができたと答えていません。',
  'diagnosis.probe.fix':
    'ログを読んでください。プロキシは pilot からクラスタとリスナーを受け取ると準備完了になります。ですから、プロキシの欄も見てください。',
  'diagnosis.certificate.why': 'Citadel がまだ証明書 {secret} を作っていません。起動中か、動けない状態です。',
  'diagnosis.certificate.fix':
    'Citadel を待ってください。Pod の準備ができているのに Secret がなければ、Citadel を再起動してください。',
  'diagnosis.volume.why': 'Pod のボリュームに必要なものがありません: {kind} {name}',
  'diagnosis.volume.fix': 'それを作るか、ワークロードの名前を直してください。あとは Pod が自動で起動します。',
  'diagnosis.sandbox.why': 'ノードのネットワークプラグインが Pod のネットワークを用意できませんでした。',
  'diagnosis.sandbox.fix': 'kube-system のネットワークプラグインの Pod と、ノードの状態を見てください。',
  'diagnosis.token.why':
    'ServiceAccount {account} にトークンがまだないため、これを使う Pod を作れません。Kubernetes は、API サーバーがいなかったときなど、数秒のあいだ作れないとあきらめます。',
  'diagnosis.token.fix':
    '10 秒以上続く場合は、ServiceAccount のアノテーションをどれか変えてください。Kubernetes がもう一度作ります。',
  'diagnosis.quota.why': '名前空間の割り当て {name} を使い切っています。',
  'diagnosis.quota.fix': '割り当てを増やすか、空けてください。',
  'diagnosis.pod-security.why':
    'この名前空間はセキュリティレベル {level} の Pod しか受け入れません。サイドカーは通信の向きを変えるために NET_ADMIN を必要とします。',
  'diagnosis.pod-security.fix':
    '名前空間に pod-security.kubernetes.io/enforce=privileged を付けるか、代わりにノード側で行う istio-cni を使ってください。',
  'diagnosis.terminating.why': '名前空間 {namespace} は削除中で、なくなるまで新しいものを受け入れません。',
  'diagnosis.terminating.fix': 'なくなるまで待ち、そのあともう一度実行してください。',
  'diagnosis.terminating-api.why':
    '名前空間 {namespace} を空にできません。サーバーが公開している API のひとつが答えないためです: {words}',
  'diagnosis.terminating-api.fix':
    'その API を復旧させてください。プログラムがもうないなら、その APIService を削除してください。',
  'diagnosis.terminating-content.why': '名前空間 {namespace} にまだ残っているものがあります: {words}',
  'diagnosis.terminating-content.fix':
    'Pod が終わるまで待ってください。ノードが失われているなら、戻るか削除されたときに Pod も消えます。',
  'diagnosis.terminating-finalizers.why':
    '名前空間 {namespace} のオブジェクトが、コントローラーの後始末を待っています: {words}',
  'diagnosis.terminating-finalizers.fix':
    'そのコントローラーを復旧させてください。finalizer を手で外すのは、それがもう戻らないときだけです。片付けるはずだったものは残ります。',
  'diagnosis.forbidden.why': 'あなたのアカウントには {resource} を {verb} する権限がありません。',
  'diagnosis.forbidden.fix':
    'クラスタの管理者に {resource} への {verb} の権限を頼むか、権限のあるコンテキストを使ってください。',
  'diagnosis.unauthorized.why': 'サーバーがこの認証情報を知らないか、期限が切れています。',
  'diagnosis.unauthorized.fix': 'このクラスタの方法でログインし直し、もう一度試してください。',
  'diagnosis.api-refused.why':
    '{server} のマシンは応答しますが、API サーバーが待ち受けていません。停止中か、再起動中か、ポートが違います。',
  'diagnosis.api-refused.fix':
    'クラスタを起動する (Docker Desktop なら Kubernetes を有効に、minikube なら minikube start、kind なら docker start) か、kubeconfig のポートを直してください。',
  'diagnosis.api-name.why':
    '{server} の名前がここでは分かりません。VPN や DNS がないか、クラスタがなくなっています。',
  'diagnosis.api-name.fix': 'その名前が分かるネットワークにつなぐか、別のコンテキストを選んでください。',
  'diagnosis.api-certificate.why':
    '{server} で応答したものの証明書を kubeconfig が信頼していません。作り直されたクラスタか、間に何かがあります。',
  'diagnosis.api-certificate.fix':
    'このクラスタの kubeconfig を取り直してください。検証を切って済ませないでください。',
  'diagnosis.api-silent.why':
    '{server} から何も返りません。停止しているか、過負荷か、ファイアウォールがパケットを捨てています。',
  'diagnosis.api-silent.fix': 'クラスタは動いていますか。VPN やトンネルはつながっていますか。',
  'diagnosis.api-cut.why':
    '{server} に接続できましたが、応答の途中で切断されました。API サーバーが再起動中か、間にあるプロキシや VPN が接続を切っています。',
  'diagnosis.api-cut.fix':
    '少し待ってからもう一度試してください。毎回切断される場合は、サーバーとの間にあるものを確かめてください。',
  'diagnosis.api-other.why':
    '{server} から応答はありますが、Kubernetes API サーバーのものではありません。プロキシやログイン画面、別のサービスが代わりに応答しているか、アドレスが違います。',
  'diagnosis.api-other.fix':
    '"kubectl get --raw /version" で何が返るかを見て、kubeconfig のサーバー、HTTPS_PROXY、VPN を確かめてください。',
  'diagnosis.not-served.why':
    'このサーバーはそのバージョンの {kind} を知りません。CRD がまだ登録されていないか、この Kubernetes が廃止したバージョンです。',
  'diagnosis.not-served.fix':
    '先に CRD を登録し、提供されるまで待ってください。廃止されたバージョンなら、この Kubernetes に合うリリースを使ってください。',
  'diagnosis.crd-names.why': 'CRD {name} の名前が別の CRD に使われています: {words}',
  'diagnosis.crd-names.fix':
    '別の CRD が残り物なら削除してください。そうでなければ、ひとつのクラスタに両方は置けません。',
  'diagnosis.proxy-fine.why': '直すところはありません。',
  'diagnosis.proxy-fine.fix': '何もする必要はありません。',
  'diagnosis.proxy-connecting.why': 'プロキシは起動したばかりで、これから pilot に接続します。',
  'diagnosis.proxy-connecting.fix': '数秒待ってください。',
  'diagnosis.proxy-pushing.why':
    'pilot が {count} 個のプロキシに送ったところです。変更があるたび、受け取りの返事が来るまで STALE になります。',
  'diagnosis.proxy-pushing.fix': '数秒待ってください。続くときだけ問題です。',
  'diagnosis.proxy-refused.why': 'プロキシは設定を受け取り、拒みました: {words}',
  'diagnosis.proxy-refused.fix':
    '原因の Istio オブジェクトを直してください。よくあるのは EnvoyFilter です。それまでプロキシは、最後に受け入れた設定で動き続けます。',
  'diagnosis.proxy-pilot-away.why':
    '準備のできた pilot の Pod がないので、送るものがいません。プロキシは手元の設定で動き続けます。',
  'diagnosis.proxy-pilot-away.fix': 'pilot を動かしてください。まず Pod を見ます。',
  'diagnosis.proxy-container.why': 'コンテナ istio-proxy が動いていません: {words}',
  'diagnosis.proxy-container.fix': 'コンテナのログを読んでください。動けば自動で接続します。',
  'diagnosis.proxy-node.why': 'ノード {node} の準備ができていないため、そこのプロキシは切り離されています。',
  'diagnosis.proxy-node.fix': 'ノードを復旧させるか、Pod を別のノードで作り直してください。',
  'diagnosis.proxy-skew.why':
    'プロキシは Istio {version}、pilot は {wanted} です。pilot が送るものを理解できないことがあります。',
  'diagnosis.proxy-skew.fix': 'ワークロードを再起動し、pilot と同じバージョンのプロキシにしてください。',
  'diagnosis.proxy-cut.why':
    'Pod は動き、pilot も準備できているのに、{types} の受け取りの返事がありません。間の接続が止まっているか、プロキシが使えない設定です。',
  'diagnosis.proxy-cut.fix':
    'プロキシのログで "rejected" と "disconnected" を探してください。何もなければ Pod を削除すると、後継が接続し直します。',
  'diagnosis.proxy-gone.why': 'Pod はもうありません。pilot は接続が終わったと気づくまで行を残します。',
  'diagnosis.proxy-gone.fix': '何も要りません。行は自然に消えます。',
  'diagnosis.proxy-routes.why':
    'Gateway が結び付いていますが、pilot に送るルートがありません。HTTP の server がないか、適用した直後です。',
  'diagnosis.proxy-routes.fix': '少し待ってください。続くなら Gateway の servers を見てください。',
  'diagnosis.way-no-service.why':
    'istio-system に Service {name} がありません。制御プレーンか、このゲートウェイが入っていません。',
  'diagnosis.way-no-service.fix': '入口ゲートウェイを含めて、制御プレーンの手順を実行してください。',
  'diagnosis.way-no-port.why': 'Service {name} に http2 という名前のポートも、番号 80 のポートもありません。',
  'diagnosis.way-no-port.fix': 'ポートを加えてください。ページはそこに求められます。',
  'diagnosis.way-no-address.why':
    'Service にアドレスを与えるロードバランサーがなく、試せるノードのアドレスもノードポートもありません。',
  'diagnosis.way-no-address.fix':
    'port-forward を使ってください。kubectl が使えるところならどこでも使えます。',
  'diagnosis.way-node.why':
    'このマシンから {address} に届きません ({words})。クラスタの中ではページが応答します。ファイアウォールがあるか、そこに通じないネットワークです。',
  'diagnosis.way-node.fix':
    'このマシンにポートを開けるか、port-forward を使ってください。kubectl が使えるところならどこでも使えます。',
  'diagnosis.way-docker-desktop.why':
    '{address} に届きません ({words})。Docker Desktop のノードは仮想マシンで、そのアドレスはここに通じません。代わりにポートが localhost に通されます。',
  'diagnosis.way-docker-desktop.fix':
    'localhost のアドレスを使ってください。それも応答しなければ、別のプログラムがポートを使っています。port-forward を使ってください。',
  'diagnosis.way-minikube.why':
    '{address} に届きません ({words})。仮想マシンや docker ドライバの minikube のノードには、ここから届きません。',
  'diagnosis.way-minikube.fix': '別の端末で次のどちらかを実行するか、port-forward を使ってください。',
  'diagnosis.way-kind.why':
    '{address} に届きません ({words})。kind のノードはコンテナです。そのアドレスに届くのは Linux だけで、ほかでは extraPortMappings のポートだけが通されます。',
  'diagnosis.way-kind.fix':
    'port-forward を使うか、ノードポートの extraPortMappings を付けてクラスタを作ってください。',
  'diagnosis.way-somebody-else.why':
    '{address} では別のものが応答します (HTTP {status})。クラスタの中ではページは正常です。k3s では、ポート 80 を取った Traefik のことがよくあります。',
  'diagnosis.way-somebody-else.fix':
    '一覧の別のアドレスか port-forward を使うか、別のプログラムにポートを空けさせてください。',
  'diagnosis.way-no-gateway-pod.why': 'Service {name} の後ろに準備のできた Pod がありません: {words}',
  'diagnosis.way-no-gateway-pod.fix': 'ゲートウェイを動かしてください。Pod と、プロキシの一覧の行を見ます。',
  'diagnosis.way-silent.why': 'ゲートウェイの Pod への要求に答えがありません: {words}',
  'diagnosis.way-silent.fix':
    'ゲートウェイの Pod とログを見てください。port-forward の権限がないときもこうなります。',
  'diagnosis.way-no-gateway.why':
    '入口ゲートウェイを選ぶ Gateway がないので、どのポートも待ち受けていません。ここにある Gateway: {others}',
  'diagnosis.way-no-gateway.fix':
    'Gateway を適用してください (ゲートウェイの手順)。すでにあるなら、selector が Pod のラベル istio=ingressgateway に合っていなければなりません。',
  'diagnosis.way-gateway-port.why':
    'Gateway {names} が開くのは {ports} ですが、Service から来たものは {wanted} に届きます。',
  'diagnosis.way-gateway-port.fix':
    'Gateway に HTTP のポート {wanted} の server を加えるか、Service の targetPort を開いているポートにしてください。',
  'diagnosis.way-listener.why':
    'Gateway は結び付いていますが、ゲートウェイの Pod で何も待ち受けていません ({words})。pilot がまだリスナーを送っていないか、プロキシがポートを開けませんでした。',
  'diagnosis.way-listener.fix':
    '数秒待ってください。続くなら、プロキシの一覧でゲートウェイの LDS が SYNCED か見てください。',
  'diagnosis.way-no-route.why':
    'Gateway を名指しする VirtualService に {path} のルートがありません。ゲートウェイは 404 (NR) を返します。',
  'diagnosis.way-no-route.fix':
    'VirtualService を適用する (ゲートウェイの手順) か、その gateways、hosts、match を直してください。',
  'diagnosis.way-not-found.why':
    'VirtualService に {path} のルートがあるのに、ゲートウェイは 404 を返します。ルートがまだ届いていないか、hosts がアドレスに合いません。',
  'diagnosis.way-not-found.fix':
    '数秒待ってください。続くなら、Gateway と VirtualService の hosts、ゲートウェイの RDS が SYNCED かを見てください。',
  'diagnosis.way-no-destination.why':
    'ルートの行き先の Service {name} がありません。ゲートウェイは 503 (NR、NC) を返します。',
  'diagnosis.way-no-destination.fix':
    'アプリケーションを配備する (Bookinfo の手順) か、VirtualService の destination を直してください。',
  'diagnosis.way-no-backend.why': 'Service {name} の後ろに準備のできた Pod がありません: {words}',
  'diagnosis.way-no-backend.fix':
    '動かしてください。まず Pod を見ます。それまでゲートウェイは 503 を返します。',
  'diagnosis.way-unhealthy.why':
    'ゲートウェイはこのページのための健全な Pod を知りません (503、UH)。知らされていないか、エラーのため外しています。',
  'diagnosis.way-unhealthy.fix':
    'productpage の Pod は 2/2 ですか。ゲートウェイの EDS は SYNCED ですか。再起動の直後は数秒待ってください。',
  'diagnosis.way-backend-away.why':
    'ゲートウェイがアプリケーションの Pod に接続できません (503、UF): {words}',
  'diagnosis.way-backend-away.fix':
    'サイドカーは動いていますか。双方の mTLS の設定は合っていますか。STRICT なのに平文で呼ぶとこうなります。',
  'diagnosis.way-other-page.why': 'HTTP {status} が返りましたが、商品ページではありません。',
  'diagnosis.way-other-page.fix':
    'アプリケーションはこのリリースのものですか。productpage のログを読んでください。',
} as const;
