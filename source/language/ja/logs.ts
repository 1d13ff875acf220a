export const logs = {
  'help.logs': `hoist logs [WHOSE]: 多くのコンテナのログを、サーバーの時刻の順に 1 つにまとめます。行を失わず、重ねません。

だれのログか
  hoist logs                          名前空間のすべての Pod
  hoist logs deployment/productpage-v1 1 つのワークロード: deployment, statefulset, daemonset,
                                      replicaset, job, service, replicationcontroller
  hoist logs pod/NAME                 1 つの Pod
  hoist logs 'reviews-v[23]'          名前がこの正規表現に合う Pod
  hoist logs step/bookinfo            手順のすべて: control-plane, proxies,
                                      injection, bookinfo, gateway
  -l, --selector LABELS               このラベルの Pod (kubectl と同じ書き方)
  -n, --namespace NAME                既定: default
  -A, --all-namespaces                すべての名前空間
  -c, --container REGEX               名前が合うコンテナだけ
      --exclude-container REGEX       名前が合うコンテナを除く
      --containers ROLES              app,init,sidecar,ephemeral から (既定: すべて)

どの行か
      --since TIME                    これより古くない行: 90, 90s, 5m, 1h30m
      --tail N                        各コンテナの最後の N 行から始める
  -p, --previous                      ひとつ前の実行のログ。追いかけない
      --no-follow                     いまある分だけ読んで終わる
  -i, --include REGEX                 合う行だけ
  -e, --exclude REGEX                 合う行を除く
  -H, --highlight REGEX               合うところに印を付ける
      大文字を含まない正規表現は、大文字と小文字を区別しません。照合にかかる時間には上限があります。

見た目
  -t, --timestamps                    各行の前にサーバーの時刻
      --no-prefix                     Pod とコンテナの名前を付けない
  -o, --output FORMAT                 text か jsonl (1 行に 1 オブジェクト)
      --language, --no-color, --kubeconfig, --context, --practice は "hoist --help" と同じ

行は標準出力に出ます。そのほかの出来事 (ログの始まりと終わり、切断、欠けたかもしれない行) は標準エラーに出ます。
-o jsonl では、別の "type" のオブジェクトとして標準出力にも出ます。"(late)" は、より新しい行の後に届いた行です。
Ctrl-C や、読み手がいなくなったときは、終了コード 0 で終わります。
`,
  'usage.see-help-logs': 'フラグと例は "hoist logs --help" で見られます。',
  'usage.bad-since':
    '--since に "{value}" は指定できません。秒数か、90s、5m、1h のような時間 (1 日まで) を指定してください。何もしていません。',
  'usage.bad-tail': '--tail に "{value}" は指定できません。行数を指定してください。何もしていません。',
  'usage.bad-pattern': '"{value}" は正規表現ではありません: {words}。何もしていません。',
  'usage.slow-pattern':
    '"{value}" は限られた時間で照合できません。先読み、後方参照、16 回を超える繰り返しは使えません。何もしていません。',
  'usage.bad-workload':
    '"{value}" にはログがありません。スラッシュの前に書けるのは: {known}。何もしていません。',
  'usage.workload-needs-namespace':
    '"{value}" は 1 つの名前空間にあるので、--all-namespaces と一緒には使えません。何もしていません。',
  'logs.late': '(遅れ)',
  'logs.joined': '{name}',
  'logs.joined.after': '{name} がまた動き始めました。前の実行は {how} で終わっています',
  'logs.joined.missed': '{name}: その間に {count} 回の実行が始まって終わり、ログは残っていません',
  'logs.how.exit': '終了コード {code}',
  'logs.how.exit-reason': '終了コード {code} ({reason})',
  'logs.left.complete': '{name}: 最後まで読みました',
  'logs.left.ended': '{name} は終わりました',
  'logs.left.ended.how': '{name} は {how} で終わりました',
  'logs.left.gone': '{name} はもうありません',
  'logs.left.refused': '{name} を読めません: {words}',
  'logs.gap': '{name}: {from} から {to} までの間 ({seconds} 秒) に、欠けた行があるかもしれません',
  'logs.reconnecting': '{name}: つなぎ直しています: {words}',
  'logs.pods.connecting': 'Pod の一覧を取れませんでした: {words}。もう一度試します。',
  'logs.pods.live': 'Pod の監視が再開しました。',
  'logs.pods.stale': 'Pod の一覧は {since} 時点のものです: {words}。もう一度試します。',
  'logs.pods.forbidden':
    '新しい Pod を加えられません。このユーザーには "{verb} {resource}" が許されていません。',
  'logs.pods.failed': 'Pod を監視できません: {words}',
  'logs.no-selector':
    '{workload} にはセレクタがないため、どの Pod のものか分かりません。Pod か、Pod を持つワークロードを指定してください。',
  'logs.limited': '{reading} 個のログを読んでいます。あと {waiting} 個は、どれかが終わるのを待っています。',
  'logs.none.previous': '指定に合うコンテナに、前回の実行はありません。',
  'logs.none': '指定に合うコンテナのログがありません。',

  'screen.log.merged': '{name} のすべて',
  'screen.log.apps-only': 'アプリだけ',
  'screen.log.joined': 'ここからログが始まります',
  'screen.log.searching': '検索中 {percent} %',
  'screen.empty.searching':
    '/{filter} に一致する行は、まだ見つかっていません (ログの {percent} % を検索済み)。Esc で解除できます。',
  'screen.log.dropped.limit': '{limit} MiB を超えたため、古い {count} 行を捨てました',
  'screen.key.json': 'JSON の行を、メッセージを先にして並べ直す',
  'screen.key.apps-only': 'まとめたログ: アプリのコンテナだけにする。もう一度押すと戻る',
  'screen.key.whole-log': 'まとめたログ: 残っている最初の行から読む。もう一度押すと最後の 500 行に戻る',
  'screen.key.save-log': 'ログを、絞り込んだとおりにファイルへ保存する',
  'screen.key.merged-logs': '選んだ行 (手順、ワークロード、Pod、名前空間) のログをまとめて流す',
  'screen.refused.not-merged':
    '先にまとめたログを開いてください: 手順、ワークロード、Pod、名前空間の上で m。',
  'screen.refused.no-merged': '先に、Pod のある手順、ワークロード、Pod、名前空間のどれかを選んでください。',
  'screen.ask.file.log': 'ログを保存',
  'screen.ask.file.log.what':
    'いま見えているログを、フィルタで隠れた行を除いて保存します。ファイルを読めるのはあなただけです。',
} as const;
