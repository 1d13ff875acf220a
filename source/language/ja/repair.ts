export const repair = {
  'repair.title': '止まっているものを直す',
  'repair.namespace': '名前空間 {name} は {since} から削除中のまま、消えません。',
  'repair.crd': 'CRD {name} は {since} から削除中のまま、消えません。',
  'repair.webhook': 'webhook 設定 {name} は応答するものがなく、判定するはずのものをすべて拒んでいます。',
  'repair.said': 'サーバーの説明: {words}',
  'repair.held': '{name} は削除済みですが、ファイナライザー {finalizer} が引き止めています。',
  'repair.held.by':
    '{name} は削除済みですが、{manager} が付けたファイナライザー {finalizer} が引き止めています({time})。',
  'repair.keeper.kubernetes': '{finalizer} は仕事が済めば Kubernetes 自身が外します。hoist は触れません。',
  'repair.keeper.runs':
    '{finalizer} はまだ外される可能性があります。{resource} への権限を持つアカウントで {pods} が動いています。',
  'repair.keeper.stopped':
    'コントローラーはありますが動いていません。{workloads} は {finalizer} を外す権限を持つアカウントを使います。',
  'repair.keeper.gone':
    '{finalizer} を外すものはクラスタに残っていません。{resource} への権限を持つアカウントの Pod もワークロードもありません。',
  'repair.keeper.almighty':
    'すべてへの権限で動いていて、これを受け持つかどうか分からないもの: {pods}。そのどれでもないことを確かめてください。',
  'repair.keeper.outside':
    '{finalizer} を外せるのはユーザーとグループで、クラスタの外のプログラムかもしれません({names})。その動きはここからは見えません。',
  'repair.others': 'ほかに残っていて、自然に消えるオブジェクト: {count}。',
  'repair.unread': '確認できなかったもの: {words}',
  'repair.unread-kind': '{resource} ({words})',
  'repair.unhold':
    '修復すると {count} 個のオブジェクトからそのファイナライザーを外します。コントローラーが片付けるはずだったものはよそに残ります。',
  'repair.wait-keeper': '上に挙げたコントローラーを動かすか、待ってください。その頭越しには何も直しません。',
  'repair.api-away':
    '応答しない API にオブジェクトが残っているかもしれません。どれかは "kubectl get apiservices" で分かります。応答するまで何も直しません。',
  'repair.wait': '確認した範囲に引き止めているものはありません。少し待ってから、もう一度見てください。',
  'repair.webhook.refuses': 'webhook {webhook} の failurePolicy は Fail です。',
  'repair.webhook.no-service': 'その Service {service} がありません。',
  'repair.webhook.no-workload':
    'その Service {service} にはエンドポイントがなく、選ぶラベルを持つ Pod もワークロードもありません。',
  'repair.webhook.down':
    'その Service {service} には準備のできたエンドポイントがありません。後ろにあるはずのもの: {workloads}。',
  'repair.webhook.others': '本の章の Istio のものではなく、ほかの誰かのものです。',
  'repair.webhook.delete': '修復すると webhook 設定 {name} を削除します。',
  'repair.webhook.start':
    '後ろにあるはずのものを動かしてください。{name} はそれで直るため、何も削除しません。',
  'repair.webhook.partly':
    '{name} のほかの webhook は動いているかもしれないため、削除しません。応答しないものだけを "kubectl edit" で取り除いてください。',
  'repair.none': '{name} は(もう)止まっていません。何も書き込んでいません。',
  'repair.unsafe': '{name} が止まっている原因は、安全には直せません。何も書き込んでいません。',
  'repair.changed':
    '{name} を引き止めているものが、表示したときと変わりました。何も書き込んでいません。もう一度見て、改めて決めてください。',
  'repair.partly':
    '受け持つもののないファイナライザーは外しました。{name} は、コントローラーのある {count} 個のオブジェクトがまだ引き止めています。',
  'repair.unholding': '{name} から外します: {finalizers}',
  'repair.done': '{name} はもう止まっていません。',
  'print.repair.none':
    '止まっているものはありません。消えない名前空間や CRD も、応答のない webhook もありません。',
  'print.repair.remedy': '対処: {words}',
  'print.repair.command': 'それでよければ: {command}',
  'print.run.repair': '{context} で止まっているものを直します',
  'print.run.repair.done': '直しました。',
  'print.run.repair.failed': '止めました。まだ直っていません。',
  'print.run.repair.cancelled': '中止しました。',
  'print.run.repair.again': '今の状態は "hoist repair" で分かります。',
  'screen.step.repair': '修復',
  'usage.no-yes-repair':
    'コマンド repair はほかの人が書いたものを取り除くため、--yes とクラスタの名前が必要です。何もしていません。',
  'usage.repair-context':
    '修復はほかの人が書いたものを取り除くため、クラスタの名前を指定してください: --context {context}。何もしていません。',
  'print.confirm.type': '元には戻せません。続けるにはコンテキストの名前 {context} を入力してください: ',
  'print.confirm.differs': 'コンテキストの名前と違います。何もしていません。',
  'print.confirm.counts': '削除: {delete}、変更: {change}、そのまま: {keep}。',
};
