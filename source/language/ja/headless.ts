export const headless = {
  help: `hoist は Kubernetes クラスタに Istio (1.1.0 か 1.30.3) を一歩ずつ立ち上げ、すべて撤去することもできます。

使い方
  hoist                               画面: ペイン、キー、ログ
  hoist check                         このクラスタに Istio を入れられるか
  hoist plan                          何を作り、変え、消し、そのままにするか
  hoist status                        いまの様子: ノード、コンポーネント、プロキシ、手順
  hoist up --yes                      空のクラスタから Bookinfo まで、全手順
  hoist down --yes                    すべて撤去し、残り物を探す
  hoist undo --step STEP --yes        1 つの手順と、その上にあるものを元に戻す
  hoist rollback --yes                終わらなかった手順で書き込んだものを元に戻す
  hoist repair                        止まっているもの: 消えない名前空間、応答のない webhook
  hoist repair NAME --yes --context C その 1 つを直す (名前は一覧のとおり)
  hoist url                           Bookinfo のアドレスだけ。なければその理由
  hoist audit                         Istio の何が残っているか
  hoist lesson FILE                   ワークショップ独自の段階: どこまで終わったか、次は何か
  hoist lesson FILE --yes             それを --step STEP まで進める
  hoist logs [WHOSE]                  複数の Pod のログを 1 つにまとめて流す
                                      (フラグは "hoist logs --help" に)
  hoist practice                      模擬クラスタを Ctrl-C まで動かす
                                      (出力の 1 行目は kubeconfig のパス)
  hoist practice fault [NAME on|off]  そのクラスタの障害を、別の端末から切り替える
  hoist config                        設定ファイルの内容と、書ける内容を表示する

クラスタとリリース
      --kubeconfig FILE   既定: KUBECONFIG、なければ ~/.kube/config
      --context NAME      既定: kubeconfig の current-context
  -n, --namespace NAME    自動注入と Bookinfo の名前空間 (既定: default)
      --release WHICH     1.1.0 か 1.30.3 なら hoist 自身のマニフェスト、または展開済みの
                          リリースのディレクトリ。既定はクラスタに合うもの (Kubernetes
                          1.21 までは 1.1.0、1.25 からは 1.30.3)
      --mtls MODE         permissive (既定): サービスは平文も受け付けます。strict: メッシュの
                          外からは届かなくなります
      --without WHAT      外すコンポーネント。それなしでは動かないものも一緒に外します。
                          1.1.0 では citadel galley sidecar-injector policy telemetry
                          prometheus grafana tracing kiali と、まとめて mixer addons。
                          どちらのリリースでも ingressgateway egressgateway と、まとめて
                          gateways。コンマで並べるか、フラグを繰り返します
      --with WHAT         必ず入れるコンポーネント。チャートでは有効にします
      --via UTILITY       manifests (既定): マニフェストをそのまま。helm: --release DIR の
                          チャートを手元の helm で。istioctl: istioctl manifest generate で
      --set KEY=VALUE     helm と istioctl に渡す値。繰り返せます
      --set-string K=V    helm に渡す値。何に見えても文字列として扱います
      --helm PATH         PATH にないときのプログラムの場所
      --istioctl PATH     同上
                          選んだものは hoist down までクラスタごとに覚えています。--release
                          --mtls --without --with --via のどれかを指定すると、すべて選び直し
                          になります
      --timeout TIME      up と down の各手順、他のコマンド全体に
                          かけてよい時間: 90, 90s, 5m
      --read-only         見るだけで、書き込まない
      --practice [WHICH]  hoist の中の模擬クラスタを使う。hoist と一緒に消える:
                          chapter (Kubernetes v1.14.6、既定) か current (v1.34)
      --profile WHICH     コマンド practice での同じ選択
      --practice-speed N  模擬クラスタの時計を N 倍の速さで進める (既定: 1)。
                          コマンド practice では --speed でもよい
      --practice-seed N   同じ種からは同じ名前とアドレスができる (既定: 1)
      --practice-fault NAME[,NAME]
                          最初から起こす障害。image-pull low-memory dead-webhook
                          stale-proxy slow-crds forbidden api-down conflict から選ぶ。
                          画面では F、別の端末では hoist practice fault [NAME on|off] で切り替え

画面で
      --lesson FILE       本の章と並べて、ワークショップ独自の段階を行う (docs/lessons.md)
      --screen-reader     画面の代わりに、読み上げ用の行を出す (INK_SCREEN_READER=true でも)
      --presenter         発表用: 広い行間、押したキーの表示、Space で次へ進む

hoist practice だけのフラグ
      --state FILE        ファイルがあればそこから続け、終わるときに保存する
      --pods N            ほかの人の Pod を N 個入れておく
      --log-rate N        全コンテナ合わせて毎秒 N 行のログを書く (50000 まで)

何をするか
      --to STEP           up と plan: この手順で止める。次のどれか:
                          check crds control-plane proxies injection bookinfo gateway
      --step STEP         undo: この手順の前まで戻す。lesson: この段階まで
                          (id か番号で)
      --anew              lesson: 進み具合を先に忘れる (クラスタは変わらない)
      --take, --leave WHICH
                          up と lesson: ほかの所有者のフィールドを引き取る、またはそのまま残す。
                          競合の表にある OBJECT:FIELD で指定し、* は任意の文字列、
                          all はすべて。繰り返せます
      --sidecars WHAT     down、undo、rollback: ほかの人のサイドカー付き Pod を
                          restart (サイドカーなしで作り直す) か leave (そのまま)。
                          あるのに指定がなければ中止します
      --yes               このクラスタに書き込んでよい。削除するコマンドでは、kubeconfig の
                          コンテキストが 1 つでなければ --context も必要です

見た目
  -o, --output FORMAT     text か json (書き込むものは jsonl、1 行に 1 イベント)
      --language en|ja    既定: ロケールに従う
      --no-color          色を使わない (NO_COLOR、TERM=dumb も同じ)
      --theme NAME        配色: dark、light、high-contrast、colour-blind、mono
      --ascii             印と表に ASCII 以外の文字を使わない
  -h, --help
      --version

終了コード
  0  問題なし
  1  チェックか手順が失敗した、または残り物がある
  2  使い方の誤り: フラグ、kubeconfig、コンテキスト、リリース。何もしていない
  3  Ctrl-C か SIGTERM で中止した。書き込んだものは表示する (2 回目は即座に終わる)
  4  クラスタに尋ねられない: 応答なし、TLS の失敗、認証情報の期限切れ

-o json か jsonl では、標準出力には JSON だけを書きます。エラーもそこに 1 つの文書として書きます:
  {open} "error": {open} "message", "messageKey", "hint", "exitCode" {close} {close}
`,

  'usage.see-help': 'コマンドとフラグの一覧は "hoist --help" で見られます。',
  'usage.did-you-mean': '{meant} のことですか。',
  'usage.unknown-flag': '{flag} というフラグはありません。何もしていません。',
  'usage.unknown-command': '"{command}" というコマンドはありません。あるのは: {known}。何もしていません。',
  'usage.extra': 'コマンド {command} は引数 "{word}" を取りません。何もしていません。',
  'usage.flag-twice': 'フラグ {flag} は 1 回しか指定できません。何もしていません。',
  'usage.no-value': 'フラグ {flag} には値が必要です。何もしていません。',
  'usage.needs-no-value': 'フラグ {flag} は値を取りません。何もしていません。',
  'usage.bad-choice': '{flag} に "{value}" は指定できません。指定できるのは: {known}。何もしていません。',
  'usage.bad-timeout':
    '--timeout に "{value}" は指定できません。秒数か、90s、5m、1h のような時間 (1 日まで) を指定してください。何もしていません。',
  'usage.bad-namespace':
    '--namespace に "{value}" は指定できません。名前空間は英小文字、数字、ハイフンで 63 文字までです。何もしていません。',
  'usage.only-screen':
    'フラグ {flag} は画面のためのもので、コマンド {command} では使えません。何もしていません。',
  'usage.needs-command': 'フラグ {flag} はコマンドと一緒に使います。何もしていません。',
  'usage.flag-not-here': 'フラグ {flag} はコマンド {command} には使えません。何もしていません。',
  'usage.bad-speed':
    '{flag} に "{value}" は使えません。0 より大きく 1000 までの数を指定してください。何もしていません。',
  'usage.bad-count':
    '{flag} に "{value}" は使えません。0 から {most} までの整数を指定してください。何もしていません。',
  'usage.only-practice': 'フラグ {flag} は模擬クラスタにだけ使えます。何もしていません。',
  'usage.practice-alone':
    '--practice は自分のクラスタを持っているので、{flag} と一緒には使えません。何もしていません。',
  'usage.only-via': 'フラグ {flag} は {needed} とだけ一緒に使えます。何もしていません。',
  'usage.bad-set': '{flag} に "{value}" は指定できません。key=value の形で書いてください。何もしていません。',
  'usage.read-only':
    'コマンド {command} は書き込みますが、--read-only がそれを禁じています。何もしていません。',
  'usage.no-yes-up': 'コマンド up は確認せずにクラスタへ書き込むので、--yes が必要です。何もしていません。',
  'usage.no-yes-down':
    'コマンド down は確認せずに Istio と Bookinfo をクラスタから消すので、--yes が必要です。何もしていません。',
  'usage.no-yes.hint':
    'まず "hoist check" と "hoist status" で様子を見てから、--yes を付けて実行してください。',

  'print.practice': `模擬クラスタ ({profile}) が {server} で動いています。中身はすべて模擬です。別の端末で:
  export KUBECONFIG={kubeconfig}
Ctrl-C で終わります。`,
  'print.error.cancelled': '何も書き込まないうちに中止しました。',
  'print.error.unwritten': '出力を書き込めませんでした: {words}',
  'print.error.within': '{seconds} 秒以内に応答がありません',
  'print.no-terminal': '画面を描ける端末ではないので、いまの様子を 1 回だけ表示します。',
  'print.how-to-go-on': `このあとは:
  hoist check                      このクラスタに Istio を入れられるか
  hoist up --yes                   Istio と Bookinfo を立ち上げる
  hoist down --yes                 すべて撤去する
  hoist status -o json             同じ内容をデータで
  hoist --help                     そのほか
端末で "hoist" とだけ打つと、画面が開きます。`,

  'print.check.warning': '警告',
  'print.check.failure': '失敗',
  'print.check.success': 'クラスタの準備はできています: 合格 {passed}、警告 {warned}。',
  'print.check.no-success': 'クラスタの準備ができていません: 失敗 {failed}、警告 {warned}、合格 {passed}。',

  'print.audit.clean': 'このクラスタに Istio のものは何も残っていません。',
  'print.audit.leftovers': 'このクラスタに残っている Istio のもの: {count} 件。',

  'print.status.cluster': 'クラスタ {context}',
  'print.status.nodes': 'ノード',
  'print.status.namespaces': '名前空間',
  'print.status.components': 'コンポーネント',
  'print.status.proxies': 'プロキシ',
  'print.status.steps': '手順',
  'print.status.none': '(なし)',
  'print.status.singles': 'レプリカが 1 つなので、単一障害点です: {names}',
  'print.status.missing': 'なし',
  'print.status.connecting': 'まだ読めていません。',
  'print.status.stale': '{since} 時点の様子です: {words}',
  'print.status.forbidden': '読めません。このユーザーには "{verb} {resource}" が許可されていません。',
  'print.status.failed': '読めません: {words}',
  'print.status.step.todo': '未実施',
  'print.status.step.running': '実行中',
  'print.status.step.partly': '一部だけ',
  'print.status.step.done': '完了',
  'print.status.step.problem': '問題あり',
  'print.status.step.unknown': '不明',

  'print.column.name': '名前',
  'print.column.namespace': '名前空間',
  'print.column.status': '状態',
  'print.column.cpu': 'CPU',
  'print.column.memory': 'メモリ',
  'print.column.version': '版',
  'print.column.architecture': 'ARCH',
  'print.column.injection': 'ISTIO-INJECTION',
  'print.column.ready': '準備',
  'print.column.pods': 'Pod',
  'print.column.ports': 'ポート',
  'print.column.field': 'フィールド',
  'print.column.owner': '所有者',
  'print.column.theirs': '相手の値',
  'print.column.ours': 'こちらの値',

  'print.plan.cluster': '{context} ({server}) への計画、Kubernetes {version}',
  'print.plan.rewritten': '{from} から {to} に書き換えます: {why}',
  'print.plan.conflict': '{field} は {owner} のもので、値は {theirs} です。この計画では {ours} になります',
  'print.plan.refused': '計画はありません。このリリースはこのクラスタでは動きません。',
  'print.plan.counts':
    '作成 {create} (+)、変更 {change} (~)、削除 {delete} (-)、そのまま {keep} (=)。何も書き込んでいません。',
  'print.run.up': '{context} に Istio {release} を立ち上げます',
  'print.run.down': '{context} から Istio {release} を撤去します',
  'print.run.shown': '{name} (kubectl describe の表示):',
  'print.run.log': '{pod} のコンテナ {container} のログの末尾:',
  'print.run.url': 'Bookinfo は {url} で応答しています',
  'print.run.result.created': '作成',
  'print.run.result.configured': '変更',
  'print.run.result.unchanged': '変更なし',
  'print.run.result.deleted': '削除',
  'print.run.result.conflict': '競合',
  'print.run.result.failed': '失敗',
  'print.run.result.waiting': '待機中',
  'print.run.result.ready': '準備完了',
  'print.run.result.gone': '削除完了',
  'print.run.up.done': '立ち上げました。求められた手順はすべて完了です。',
  'print.run.up.failed': '手順が失敗したので止めました。',
  'print.run.up.cancelled': '中止しました。',
  'print.run.up.again':
    '同じコマンドをもう一度実行すると続きから進みます (済んだものはそのままです)。"hoist down --yes" ですべて撤去できます。',
  'print.run.down.done': '撤去しました。Istio のものは何も残っていません。',
  'print.run.down.failed': '止めました。撤去できないものがあります。',
  'print.run.down.cancelled': '中止しました。何が残っているかは確認していません。',
  'print.run.down.again':
    '同じコマンドをもう一度実行すると続きから進みます。残っているものは "hoist audit" で見られます。',
  'print.run.written': '書き込み: 作成 {created}、変更 {configured}、削除 {deleted}。',
  'print.run.written-nothing': '何も書き込んでいません。',
  'print.run.took': '所要時間は {time} です。',
} as const;
