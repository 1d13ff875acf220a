import type { engine as english } from '../en/engine.ts';

/** 実行の記録、再開、取り消しに関する文。 */
export const engine: Record<keyof typeof english, string> = {
  'run.lost': 'API サーバーが応答しません({words})。応答が戻るのを待って、続きから進めます。',
  'run.busy':
    'API サーバーが混み合っており、{seconds} 秒後に改めて要求するよう求めています。そのとおりに待って、続きから進めます。',
  'run.back': 'API サーバーの応答が {seconds} 秒ぶりに戻りました。',
  'plan.goes-with': 'ほかに {count} 個が、それらが入っている名前空間 {namespace} と一緒に消えます。',
  'apply.replanned': '{name} は確認したあとに変更されていました。もう一度確認してから書き込みます。',
  'lease.held':
    'このクラスタでは別の hoist が作業中です。{host} の {user}、プロセス {pid}、開始は {since} です。',
  'lease.held.hint':
    '終わるのを待つか、そちらで終了させてください。すでに動いていない場合は {seconds} 秒後に空きます。そのあと同じコマンドを実行してください。',
  'lease.taken': '{host} の {user} が {since} に取得したリースは期限切れのため、引き継ぎます。',
  'lease.watched':
    '{host} の {user} が {since} に取得したリースは放置されているようです。2 台の時計はずれていることがあるため、引き継ぐ前に {seconds} 秒間、更新がないか確かめます。',
  'lease.lost': '別の hoist がこのクラスタのリースを引き継ぎました。ここからはもう何も書き込みません。',
  'inventory.kept':
    'hoist が作成するものの一覧と、それ以前の状態を ConfigMap {namespace}/{name} に記録します。最後のオブジェクトと一緒に削除されます。',
  'inventory.behind':
    'hoist が作成したものの一覧(ConfigMap {namespace}/{name})を最新の状態にできませんでした。同じコマンドをもう一度実行してください。Istio のものが何も残っていない場合は、"kubectl -n {namespace} delete configmap {name}" で削除できます。理由: {why}',
  'inventory.unreadable':
    'hoist が作成したものの一覧(ConfigMap {namespace}/{name})を読めません: {why}。この状態のあいだは何も書き込みません。',
  'inventory.other-version': '形式 {version} で書かれていて、この hoist では扱えません',
  'inventory.other-version.hint':
    'より新しい hoist が書いたものです。その hoist をお使いいただくか、その hoist で作成したものを撤去してください。',
  'inventory.damaged': '内容が壊れています({words})',
  'inventory.damaged.hint':
    '"kubectl -n {namespace} get configmap {name} -o yaml" で内容を確かめ、元の内容が手元にあれば戻してください。一覧なしで続けるには、この ConfigMap を削除します。その場合 hoist は、リリースにある名前だけを頼りにし、ほかに作成したものは分からなくなります。',
  'keeping.refused':
    'kube-system にリースと一覧を置く権限がないため、別の hoist が作業中かどうかは分かりません: {words}',
  'journal.unwritten': 'この実行の記録を書き込めませんでした: {words}',
  resumed: '{host} の {user} が {began} に始めた前回の実行は{how}。続きから進めます。',
  'resumed.broken': '途中で途切れています',
  'resumed.failed': '失敗しています',
  'resumed.cancelled': '取り消されています',
  'resumed.done': '書き込み済みのオブジェクト: {written}。終わった手順: {done}。残り: {left}。',
  'resumed.unsure':
    '書き込みを始めたものの、終わったかどうか分からないもの: {names}。すでにあるものは変更なしとして扱い、ないものは書き込みます。',
  'conflict.take': '引き取る',
  'conflict.leave': '所有者に任せる',
  'conflict.choice': '選択',
  'evidence.events': '{name} に関する最近の警告:',
  'certificate.clean-but': 'Istio のものは見つかりませんでした。権限がなく確認できなかった種類: {kinds}。',
  'sidecars.running':
    'このメッシュのサイドカーを使う Pod がほかにもあります: {count} ({names})。メッシュがなくなると設定が届かなくなり、証明書もまもなく切れます。',
  'sidecars.running.hint':
    'これらをどうするか指定してください。"--sidecars restart" はサイドカーなしでワークロードを作り直し、"--sidecars leave" はそのままメッシュを取り除きます。',
  'sidecars.restart': 'サイドカーなしで作り直す Pod: {count} ({names})。',
  'sidecars.leave': 'サイドカーを残したままメッシュを失う Pod: {count} ({names})。',
  'sidecars.no-owner': 'Pod {name} を作り直すものがないため、誰かが削除するまでサイドカーが残ります。',
  'rollback.title': '終わらなかった手順を元に戻す',
  'rollback.nothing': '元に戻すものはありません。始めたまま終わっていない手順はありません。',
  'rollback.other': 'そのあと削除され、作り直されています',
  'rollback.unknown': '以前の状態が分かりません',
  'rollback.changed': 'そのあと変更されています',
  'rollback.unsure': '今の内容を hoist が書いたのか、ほかの人が書いたのか分かりません',
  'rollback.left': '{name} はそのまま残します。理由: {why}',
  'rollback.done': '元に戻しました。削除: {deleted}、以前の状態に復元: {restored}。',
  'usage.undo-what': 'コマンド undo には元に戻す手順を指定してください: --step STEP。何もしていません。',
  'usage.name-context':
    'コマンド {command} は削除を行います。kubeconfig に複数のコンテキストがあるため、対象の名前を指定してください。何もしていません。',
  'usage.name-context.hint':
    '現在のコンテキストは {context} です。これでよければ hoist {command} --yes --context {context} を実行してください。',
  'usage.no-yes-undo':
    'コマンド undo は手順で作成したものを確認なしで削除するため、--yes が必要です。何もしていません。',
  'usage.no-yes-rollback':
    'コマンド rollback は前回の実行で作成したものを確認なしで削除するため、--yes が必要です。何もしていません。',
  'print.run.undo': '{context} で Istio {release} の手順を元に戻します',
  'print.run.undo.done': '元に戻しました。',
  'print.run.undo.failed': '止めました。元に戻せないものがあります。',
  'print.run.undo.cancelled': '中止しました。',
  'print.run.undo.again': '同じコマンドをもう一度実行すると続きから進みます。',
  'print.run.rollback': '{context} で前回の実行が書き込んだものを元に戻します',
  'print.run.rollback.done': '元に戻しました。クラスタはその手順の前の状態です。',
  'print.run.rollback.failed': '止めました。元に戻せないものがあります。',
  'print.run.rollback.cancelled': '中止しました。',
  'print.run.rollback.again': '同じコマンドをもう一度実行すると続きから進みます。',
  'screen.step.undo': '取り消し',
  'screen.step.rollback': '巻き戻し',
  'certificate.title': '確認した内容 ({at})',
  'certificate.checked': '{count} 種類を確認しました。オブジェクトの数: {kinds}',
  'certificate.unread': '確認できなかった種類: {kind}。{words}',
  'certificate.no-baseline': '以前の状態がここには記録されていないため、比較するものがありません。',
  'certificate.since': '最初の書き込みより前の {since} と比較しました。差分: {count}。',
  'certificate.added.istio': '{name} は新しく、Istio のものです。',
  'certificate.added.others': '{name} は新しく、ほかの誰かのものです。触れていません。',
  'certificate.gone.istio': '{name} は以前からあった Istio のもので、なくなりました。',
  'certificate.gone.others': '{name} は以前からありましたが、なくなりました。',
  'certificate.more': 'ほかに {count} 件',
  'kept.title': 'これまでの実行の記録',
  'kept.broken':
    '{host} の {user} が {began} に始めた前回の実行(hoist {what})は{how}。"{command} --yes" で続きから進みます。',
  'kept.broken.pilot':
    '{host} の {user} が {began} に始めた前回の実行(A、pilot を一時的に止める実験)は{how}。pilot はまだ 0 個のままかもしれません。',
  'kept.rollback': '"hoist rollback --yes" は、終わらなかった手順で書き込んだものを元に戻します。',
  'kept.last': '前回の実行(hoist {what})は {until} に終わりました。書き込んだオブジェクト: {written}。',
  'kept.restarted': '{at} に {user} が {host} から R で再起動しました: {name}。',
  'kept.restarted.unsure':
    '{at} に {user} が {host} から R で再起動しようとしましたが、実行されたかどうかは分かりません: {name}。',
  'kept.inventory': 'クラスタ内の一覧には Istio {release} のオブジェクトが {count} 件あります。',
  'kept.notice.pilot':
    'pilot を一時的に止める実験({began})が途中で終わっています。pilot はまだ 0 個のままかもしれません。B で元に戻せます。',
  'kept.notice':
    '前回の実行({what}、{began})は終わっていません。書き込み済みのオブジェクト: {written}。手順をもう一度実行すると続きから進みます。',
};
