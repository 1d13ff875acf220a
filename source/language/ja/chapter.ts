export const chapter = {
  'run.cancelled': '中止しました。',
  'run.timeout': '{seconds} 秒以内に終わりませんでした。',
  'run.timeout.waiting':
    '{seconds} 秒以内に終わりませんでした: {name} の準備ができていません ({why})。ほかに {others} 件。',
  'run.timeout.hint': 'もう一度実行すると続きから始まります。--timeout で各手順の時間を延ばせます。',
  'run.no-release':
    'このサーバーに合う Istio のリリースが分かりません。--release 1.1.0 か --release 1.30.3、または展開したリリースのディレクトリを --release DIR で指定して起動してください。',
  'run.read-only': 'hoist は --read-only で起動されています。見るだけで、何も書き込みません。',
  'wait.failed': '{kind} {name} は失敗しました: {why}',
  'wait.deleted': '{kind} {name} は、待っているあいだにほかの誰かに削除されました。',
  'wait.token':
    'Kubernetes は、API サーバーがいないあいだ、ServiceAccount {account} のトークンを作るのをあきらめていました。もう一度作られるように、hoist がアノテーションをひとつ変えて元に戻しました。',
  'wait.token.again':
    '{name} は {account} のトークンがないため何度も失敗し、次に試すまで数分待つところでした。すぐに試すように、Pod を作る側のアノテーションをひとつ、hoist が変えて元に戻しました。',
  'wait.lost': 'クラスタとの接続が切れています: {words}',
  'write.unsure': 'サーバーの応答より先に中止されました。実行されたかどうかは分かりません。',
  'apply.conflict':
    '{name} のフィールドを、別の field manager が異なる値で所有しています。このオブジェクトには何も書き込んでいません。',
  'apply.conflict.hint':
    'フィールドごとに、hoist が引き取るなら --take OBJECT:FIELD、そのまま残すなら --leave OBJECT:FIELD を指定してください。または、所有者に手放させてから手順をもう一度実行してください。',
  'apply.failed': '準備できなかったオブジェクト: {count}。それぞれの理由は上にあります。',
  'apply.other-istio':
    'このクラスタには別の Istio があります: {names}。CRD と webhook の名前が {release} のものと同じなので、何も書き込みません。',
  'remove.failed': '削除できなかったオブジェクト: {count}。それぞれの理由は上にあります。',
  'remove.made-anew':
    '{name} は実行中に誰かが削除して作り直しました。残しておきます。内容を確かめてから、もう一度撤去してください。',
  'remove.not-ours': '{name} はこのリリースと同じ名前ですが、別のものです。そのまま残します。',
  'remove.other-istio':
    'このクラスタには別の Istio があります: {names}。CRD と webhook の名前が {release} のものと同じなので、何も取り除きません。',
  'prepare.rewritten': '{from} から {to} に書き換えました: {count} 個。{why}',

  'step.unknown.connecting': 'まだ分かりません。クラスタの応答を待っています。',
  'step.unknown.forbidden': '分かりません。このアカウントには {resource} の {verb} が許可されていません。',
  'step.unknown.failed': '分かりません: {words}',

  'step.check.title': 'クラスタを確かめる',
  'step.check.undo': 'クラスタを確かめる',
  'step.check.explain':
    'Istio を入れるには、条件に合うクラスタが必要です。対応する Kubernetes のバージョン、Pod を受け入れるノード、マニフェストが要求するリソースの空き (pilot だけで 1 つのノードに 2 GiB)、そして必要なオブジェクトを作る権限です。先に確かめるのは一瞬ですが、途中で気づくと一晩を失います。',
  'step.check.explain.istiod':
    'Istio を入れるには、条件に合うクラスタが必要です。対応する Kubernetes のバージョン、Pod を受け入れるノード、マニフェストが要求するリソースの空き、そして必要なオブジェクトを作る権限です。先に確かめるのは一瞬ですが、途中で気づくと一晩を失います。',
  'step.check.hint': '失敗した項目には、どうすればよいかが書いてあります。警告だけなら先へ進めます。',
  'step.check.done': 'クラスタの準備はできています: 合格 {passed}、警告 {warned}。',
  'step.check.failed': '失敗した項目: {count}。それぞれに、どうすればよいかが書いてあります。',
  'step.check.no-node': '準備のできたノードがありません。',
  'step.check.ready': '準備のできたノード: {ready}/{nodes}',
  'step.check.undone': '確かめるだけなので、何も残りません。',

  'step.crds.title': 'CRD を登録する',
  'step.crds.undo': 'CRD を取り除く',
  'step.crds.explain':
    'Istio の設定は Kubernetes のオブジェクトで行いますが、Gateway、VirtualService、DestinationRule など数十の種類は、まだ Kubernetes が知らないものです。CustomResourceDefinition は API サーバーに種類を 1 つ教えます。どの方法でインストールしても、これが最初です。まだ提供されていない種類のオブジェクトは拒否されます。',
  'step.crds.hint': 'CRD は、作成されてから少しして API サーバーがその種類を提供し始めて、はじめて使えます。',
  'step.crds.done': '{count} 個の CRD がすべて登録され、提供されています。',
  'step.crds.found': '見つかった Istio の CRD: {count}',
  'step.crds.of': '登録済みの CRD: {present}/{wanted}',
  'step.crds.others': 'CRD と一緒に、ほかで作られたオブジェクトも消えます: {names}',

  'step.control-plane.others':
    'istio-system には Istio 以外のものも入っていて、名前空間と一緒に消えます: {names}。自前の CA など、まだ必要なものは先に別の場所へ移してください。',
  'step.control-plane.other':
    'Istio のものではありませんが、名前空間と一緒に消えます。まだ必要なら、先に別の場所へ移してください。',
  'step.control-plane.title': '制御プレーンを入れる',
  'step.control-plane.undo': '制御プレーンを取り除く',
  'step.control-plane.explain':
    '制御プレーンは istio-system 名前空間にあります。pilot はプロキシに通信の行き先を教え、citadel は証明書を配り、galley は設定を検査し、mixer はポリシーとテレメトリを受け持ち、injector はサイドカーを加えます。mTLS が本の章どおり permissive なら、サービスは平文と暗号化のどちらの呼び出しも受けるので、すでに動いているものは壊れません。strict なら暗号化された呼び出しだけを受けます。',
  'step.control-plane.explain.istiod':
    '制御プレーンは istio-system 名前空間にある istiod というひとつのプログラムです。本の章に出てくる pilot、citadel、galley、injector は、どれもその一部になりました。プロキシに通信の行き先を教え、証明書に署名し、サイドカーを加え、設定を検査します。mTLS が本の章どおり permissive なら、サービスは平文と暗号化のどちらの呼び出しも受けるので、すでに動いているものは壊れません。strict なら暗号化された呼び出しだけを受けます。',
  'step.control-plane.hint':
    'いちばん時間がかかるのは pilot です。準備の確認が 30 秒に 1 度しかないからです。galley と injector は citadel の証明書を待ちます。',
  'step.control-plane.hint.istiod':
    'ゲートウェイは istiod の後です。マウントする証明書を istiod が書くからです。webhook は最後、istiod が応えられるようになってからです。',
  'step.control-plane.done':
    '制御プレーンが動いています: {count} 個のオブジェクト (作成 {created}、変更 {configured}、変更なし {unchanged})。',
  'step.control-plane.absent': 'istio-system に制御プレーンはありません。',
  'step.control-plane.ready': '準備のできたコンポーネント: {ready}/{wanted}',

  'step.proxies.title': 'コンポーネントとプロキシを見る',
  'step.proxies.undo': 'コンポーネントとプロキシを見る',
  'step.proxies.explain':
    '2 つのゲートウェイは Envoy プロキシなので、アプリケーションより先にプロキシが動いています。pilot は各プロキシにクラスタ (CDS)、リスナー (LDS)、エンドポイント (EDS)、ルート (RDS) を送り、どれが受け取られたかを知っています。SYNCED は、送られたものをプロキシが持っているという意味です。pilot がいなくなっても、プロキシは手元の設定で動き続けます。',
  'step.proxies.hint':
    'どの Gateway オブジェクトにも使われていないゲートウェイでは、RDS が NOT SENT なのは正常です。伝えるルートがまだないためです。',
  'step.proxies.done': 'すべてのプロキシが pilot と同期しています: {count}',
  'step.proxies.none': 'pilot が知っているプロキシはまだありません。',
  'step.proxies.of': '同期しているプロキシ: {synced}/{count}',
  'step.proxies.sidecar': '{id} は同期していません: {why}',
  'step.proxies.singles':
    'レプリカが 1 つだけのコンポーネントは、それぞれが単一障害点です: {count} 個 ({names})。学ぶには十分ですが、本番では 2 つ以上にします。',
  'step.proxies.undone': '見るだけなので、何も残りません。',

  'step.injection.title': '自動注入を有効にする',
  'step.injection.undo': '自動注入を無効にする',
  'step.injection.explain':
    'Pod が作成されるときは、必ず先に webhook に渡されます。istio-injection=enabled のラベルがある名前空間では、コンテナが 2 つ加えられます。Pod の通信の向きを変えるものと、通信が通るプロキシです。すでに動いている Pod は、再起動するまでそのままです。',
  'step.injection.explain.istiod':
    'Pod が作成されるときは、必ず先に webhook に渡されます。istio-injection=enabled のラベルがある名前空間では、コンテナが 2 つ加えられます。Pod の通信の向きを変えるものと、通信が通るプロキシです。kubelet が対応していれば (Kubernetes 1.33 以降)、プロキシはネイティブサイドカーになります。動き続ける init コンテナで、アプリケーションより先に立ち上がり、後に終わります。すでに動いている Pod は、再起動するまでそのままです。',
  'step.injection.hint':
    'ラベルが先、デプロイは後です。injector が動いていないと webhook が Pod を拒むので、まず injector を確かめます。',
  'step.injection.done': '{namespace} の新しい Pod にはサイドカーが入ります。',
  'step.injection.off': '{namespace} の自動注入は無効です。',
  'step.injection.undone': '{namespace} の自動注入を無効にしました。',
  'step.injection.no-namespace':
    '名前空間 {namespace} がありません。作るか、--namespace で別のものを指定してください。',
  'step.injection.without': 'Pod {pod} はサイドカーなしで動いています: {why}',

  'step.bookinfo.title': 'Bookinfo をデプロイする',
  'step.bookinfo.undo': 'Bookinfo を取り除く',
  'step.bookinfo.explain':
    'Bookinfo は 4 つのサービスからなる小さな書店です。productpage が details と reviews を呼び、reviews の 3 つのバージョンのうち 2 つが ratings を呼びます。どれも Istio のことは知りません。各 Pod は 2/2 で立ち上がります。アプリケーションと、webhook が加えたサイドカーです。',
  'step.bookinfo.hint':
    '1/1 の Pod にはサイドカーがありません。ラベルより先に作られたか、injector がいなかったかのどちらかです。',
  'step.bookinfo.done': 'Bookinfo が動いています: {count} 個の Pod すべてにサイドカーがあります。',
  'step.bookinfo.without':
    'サイドカーなしで立ち上がった Pod があります: {pods}。名前空間にラベル {label} があるか確かめてください。付けてから Pod を削除すると、サイドカー付きで作り直されます。',
  'step.bookinfo.absent': 'Bookinfo はデプロイされていません。',
  'step.bookinfo.ready': '準備のできたワークロード: {ready}/{wanted}',

  'step.gateway.title': 'ゲートウェイを開く',
  'step.gateway.undo': 'ゲートウェイを閉じる',
  'step.gateway.explain':
    'ここまでは、クラスタの外から Bookinfo に届きません。Gateway は入口ゲートウェイがどのポートで待つかを、VirtualService はどのパスが productpage に行くかを決めます。URL は http2 という名前のポートから、ロードバランサ、ノードポート、port-forward のうち応答するもので求めます。',
  'step.gateway.hint':
    '接続拒否: まだ Gateway が結びついていません。404: 合うルートがありません。503: 後ろのサービスに正常な Pod がありません。',
  'step.gateway.done': '商品ページは {url} で応答しています ({why})。',
  'step.gateway.forward':
    'ここからは port-forward でしか届きません。"{command}" を実行して {url} を開いてください。',
  'step.gateway.tunnel':
    '商品ページは {url} で応答しています。hoist が動いている間だけ開いている port-forward です。',
  'step.gateway.failed': '商品ページが応答しません: {problem}',
  'step.gateway.tried': '{url} を試しました: {problem}',
  'step.gateway.absent': 'Bookinfo にゲートウェイはありません。',
  'step.gateway.of': 'あるオブジェクト: {present}/{wanted}',
  'step.gateway.at': 'ゲートウェイがあります。最初のアドレスは {url} です。',

  'step.uninstall.title': 'すべて撤去する',
  'step.uninstall.undo': '残ったものを探す',
  'step.uninstall.explain':
    'istio-system 名前空間を消すだけではアンインストールになりません。CRD、クラスタロール、webhook、ラベル、サイドカー、citadel が各名前空間に残した証明書がそのまま残り、プログラムのない webhook は新しい Pod を止めてしまいます。hoist は手順を最後から最初へと取り消し、それから残ったものを探します。',
  'step.uninstall.explain.istiod':
    'istio-system 名前空間を消すだけではアンインストールになりません。CRD、クラスタロール、webhook、ラベル、サイドカー、istiod が各名前空間に書いたルート証明書がそのまま残り、プログラムのない webhook は新しい Pod を止めてしまいます。hoist は手順を最後から最初へと取り消し、それから残ったものを探します。',
  'step.uninstall.hint':
    'CRD は最後です。CRD を消すと、ほかの人が作ったものも含めて、その種類のオブジェクトがすべて消えます。',
  'step.uninstall.clean': 'このクラスタに Istio のものは何も残っていません。',
  'step.uninstall.left': 'クラスタに残っているもの: {count}。それぞれに理由があります。',
  'step.uninstall.nothing': '撤去するものはありません。',
  'step.uninstall.there': 'このクラスタには Istio があります。',
  'step.uninstall.leftover': '{name}: {reason}',
  'step.removed': '{count} 個のオブジェクトを削除しました。',

  'check.cluster': 'クラスタ',
  'check.reachable': 'API サーバーが応答する',
  'check.reachable.pass': '{context} ({server})',
  'check.version': 'Kubernetes のバージョンがこのリリースに合う',
  'check.version.only': 'Kubernetes {version}。比べるリリースは指定されていません',
  'check.version.hint':
    '別のクラスタを使うか、--release を省いてください。省けば、合うリリースが選ばれます。',
  'check.release': 'このクラスタに合う Istio のリリースがある',
  'check.release.fitting': 'Kubernetes {version} に合う Istio {release} (--release でほかを指定できます)',
  'check.release.named': '指定された Istio {release}',
  'check.release.hint':
    'Kubernetes 1.21 以前 (Istio 1.1.0)、または 1.25 以降 (Istio 1.30.3) のクラスタを使ってください。',
  'check.served': 'マニフェストの種類をすべてこのサーバーが提供している',
  'check.served.pass': 'すべて提供されているか、CRD がマニフェストにあります',
  'check.served.fail': '提供されていない: {kinds}',
  'check.served.hint':
    'このマニフェストは別の Kubernetes 向けです。それに合ったバージョンのクラスタを使ってください。',
  'check.access': '本の章で行うことすべての権限がある',
  'check.access.pass': '書き込みも読み取りもすべて許可されています',
  'check.access.fail': '許可されていない: {what}',
  'check.access.hint': 'クラスタの管理者に権限を頼むか、権限のあるコンテキストを使ってください。',
  'check.unread': '分かりません: {resource} の list が許可されていません',
  'check.namespace': 'Bookinfo を入れる名前空間がある',
  'check.namespace.pass': '{namespace}',
  'check.namespace.fail': '名前空間 {namespace} がありません',
  'check.namespace.hint':
    '"kubectl create namespace {namespace}" で作るか、--namespace で別のものを指定してください。',
  'check.nodes': 'ノード',
  'check.nodes.ready': 'ノードの準備ができ、Pod を受け入れる',
  'check.nodes.ready.pass': '{ready}/{nodes}',
  'check.nodes.ready.warn': '{ready}/{nodes}。できていないもの: {others}',
  'check.nodes.ready.fail': '{nodes} 個のうち 1 つもありません',
  'check.nodes.ready.hint': '"kubectl describe node" で conditions、taint、cordon を見てください。',
  'check.nodes.architecture': 'ノードのアーキテクチャがイメージに合う',
  'check.nodes.architecture.pass': '{found}',
  'check.nodes.architecture.fail': '{found}。イメージが動くのは {wanted}',
  'check.nodes.architecture.hint':
    'amd64 のノードを足してください。このリリースのイメージは、ほかの一般的なアーキテクチャにはありません。',
  'check.nodes.size': '本の章が求める 2 CPU と 4 GiB がクラスタにある',
  'check.nodes.size.pass': '{cpu} CPU、{memory}',
  'check.nodes.size.warn': '{cpu} CPU、{memory}',
  'check.nodes.size.hint':
    '動くかもしれませんが、遅くなります。Docker Desktop の設定などで増やしてください。',
  'check.nodes.room': 'マニフェストの要求に足りる空きがある',
  'check.nodes.room.pass': '要求は {cpu} CPU と {memory}、空きは {freeCpu} と {freeMemory}',
  'check.nodes.room.fail': '要求は {cpu} CPU と {memory}、空きは {freeCpu} と {freeMemory} しかありません',
  'check.nodes.room.sidecars':
    '要求は {cpu} CPU と {memory} で足りますが、Bookinfo のサイドカー {count} 個を足すと {allCpu} と {allMemory} になり、空きは {freeCpu} と {freeMemory} です。Pod の一部が待たされます',
  'check.nodes.room.sidecars.hint':
    'ノードを大きくするか、サイドカーの要求を減らしてください。チャートなら --set global.proxy.resources.requests.cpu=10m です。',
  'check.nodes.room.unknown': '不明: すべての名前空間の Pod を一覧する権限がありません',
  'check.nodes.room.hint': 'ノードを足すか、ノードを大きくするか、ほかのものを止めてください。',
  'check.nodes.largest-pod': 'いちばん大きな Pod が 1 つのノードに収まる',
  'check.nodes.largest-pod.pass': '{pod} ({cpu} CPU、{memory}) は {node} に収まります',
  'check.nodes.largest-pod.fail':
    '{pod} は {cpu} CPU と {memory} を要求しますが、それだけ空いたノードがありません',
  'check.nodes.largest-pod.none': '要求はありません',
  'check.earlier': 'すでにあるもの',
  'check.earlier.istio': '別の Istio が入っていない',
  'check.earlier.istio.none': '入っていません',
  'check.earlier.istio.same': 'Istio {version} がすでに入っています。違うところだけを揃えます',
  'check.earlier.istio.other': 'Istio {version} が入っています。これから入れるのは {wanted} です',
  'check.earlier.istio.elsewhere':
    'このクラスタには別の Istio があります: {names}。CRD、webhook、ラベルの名前が同じです',
  'check.earlier.istio.hint': '先にそちらを撤去するか、別のクラスタを使ってください。',
  'check.earlier.terminating': '削除中の名前空間がない',
  'check.earlier.terminating.none': 'ありません',
  'check.earlier.terminating.some': '削除中: {names}',
  'check.earlier.terminating.hint':
    '消えるまで待ってください。何が止めているかは "kubectl describe namespace" で分かります。',
  'check.earlier.webhooks': '拒否できる webhook すべてに応答する相手がいる',
  'check.earlier.webhooks.none': 'すべてにいます',
  'check.earlier.webhooks.some': '応答する相手がいない: {names}',
  'check.earlier.webhooks.wait': 'Pod の準備ができるまで、判断すべきものをすべて拒否します。',
  'check.earlier.webhooks.hint': 'プログラムはもうなく、戻ってきません。取り除いてください: {command}',
} as const;
