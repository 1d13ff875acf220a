import type { practice as english } from '../en/practice.ts';

export const practice: Record<keyof typeof english, string> = {
  'fault.image-pull':
    'レジストリがすべてのイメージを拒み (回数制限)、ノードにも残っていません。これから起動するものは ImagePullBackOff のままです。',
  'fault.low-memory':
    'ノードのメモリが Istio の要求より少なくなります。入らないものは Pending のまま、動いているものはそのまま動きます。',
  'fault.dead-webhook':
    '自動注入の webhook の後ろのプログラムが落ち続けます。ラベルの付いた名前空間では新しい Pod を作れません。',
  'fault.stale-proxy':
    'プロキシの 1 つが受け取った設定に返事をしなくなり、STALE になります。通信は前の設定で続きます。',
  'fault.slow-crds': '新しい CRD の種類が使えるまで 40 秒かかります。早すぎる apply は断られます。',
  'fault.forbidden':
    '管理者の権限がなくなります。CRD、ClusterRole、webhook、名前空間には書き込めません (403)。',
  'fault.api-down':
    'API サーバーのアドレスで誰も答えなくなります。クラスタの中で動いているものはそのまま動きます。',
  'fault.conflict':
    '誰かが kubectl edit で ConfigMap istio を書き換え続けます。apply すると、ほかの所有者のフィールドとして競合します。',

  'fault.image-pull.see':
    '見るには: Bookinfo を元に戻し (5、U)、もう一度実行します。Pod の上で d を押すと理由が出ます。',
  'fault.low-memory.see': '見るには: c をもう一度押して確認し直し、制御プレーンか Bookinfo を実行します。',
  'fault.dead-webhook.see':
    '見るには: Bookinfo を元に戻し (5、U)、もう一度実行します。H にその webhook が出ます。',
  'fault.stale-proxy.see': '見るには: 4 を押し、その行で d を押します。',
  'fault.slow-crds.see': '見るには: CRD のないクラスタで CRD 登録を実行します。',
  'fault.forbidden.see': '見るには: c をもう一度押して確認し直し、CRD 登録か制御プレーンを実行します。',
  'fault.api-down.see': '見るには: 1 行目を見て、手順を実行します。手順は待ち続けます。',
  'fault.conflict.see': '見るには: 制御プレーンができてから、もう一度実行します (5、r)。',

  'screen.faults.title': '何を壊しますか? (模擬クラスタ)',
  'screen.faults.explained': '{what}{see}',
  'screen.faults.keys': 'j k g G で移動、Enter または番号で切り替え、Esc で閉じます。',
  'screen.faults.on': 'オン',
  'screen.faults.off': 'オフ',
  'screen.faults.turned-on': '障害 {name} をオンにしました。',
  'screen.faults.turned-off': '障害 {name} をオフにしました。壊れたものは少しずつ元に戻ります。',
  'screen.faults.failed': '模擬クラスタを設定できませんでした: {words}',
  'screen.key.faults': '模擬クラスタ: 障害のオン・オフ',
  'screen.hint.faults': '障害',
  'screen.refused.not-simulated': 'これは本物のクラスタです。障害を起こせるのは模擬クラスタだけです。',

  'screen.offer.title': '模擬クラスタで試しますか?',
  'screen.offer.what':
    'hoist は模擬の Kubernetes v1.14.6 を内蔵しています。CRD から Bookinfo が動くまで、そして撤去まで、本の章の全体をたどれます。このプログラムの外には何も影響せず、hoist を終えると消えます。',
  'screen.offer.keys': 'Enter で始める、L で英語に切り替える、q で終わる',
  'screen.offer.starting': '模擬クラスタを起動しています …',
  'screen.help.offer': 'クラスタがまだないとき',
  'screen.key.accept': 'kubeconfig が見つからないとき: 模擬クラスタを始める',

  'print.state.unreadable': '模擬クラスタの状態を {file} から読めません: {words}',
  'print.state.not-json': '{file} の状態は壊れていて、JSON として読めません: {words}',
  'print.state.not-state': '{file} は模擬クラスタの状態ではありません: {words}',
  'print.state.other-version': '{file} の状態は別のバージョンの hoist が保存したものです: {words}',
  'print.state.damaged': '{file} の状態は壊れています。場所: {words}',
  'print.state.other-profile': '{file} の状態は別のクラスタのものです: {words}',
  'print.state.hint':
    '何も起動していません。ファイルはそのままです。別のファイルか、新しく始めるならまだない名前を指定してください。',
  'print.state.unwritable': '模擬クラスタの状態を {file} に保存できませんでした: {words}',
  'print.state.unwritable.hint': 'ファイルの前の内容は残っています。このクラスタの内容は失われました。',

  'print.fault.turned-on': '障害 {name} をオンにしました。{what}',
  'print.fault.turned-off': '障害 {name} をオフにしました。壊れたものは少しずつ元に戻ります。',
  'print.fault.row': '{name}  {state}  {what}',
  'print.fault.not-practice': 'kubeconfig の示すクラスタは模擬クラスタではありません。何もしていません。',
  'print.fault.not-practice.hint':
    '"hoist practice" で模擬クラスタを起動し、表示された kubeconfig を KUBECONFIG または --kubeconfig で使ってください。',
};
