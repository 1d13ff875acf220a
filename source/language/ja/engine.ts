import type { engine as english } from '../en/engine.ts';

/** 実行の記録、再開、取り消しに関する文。 */
export const engine: Record<keyof typeof english, string> = {
  'run.lost': 'API サーバーが応答しません({words})。応答が戻るのを待って、続きから進めます。',
  'run.back': 'API サーバーの応答が {seconds} 秒ぶりに戻りました。',
  'apply.replanned': '{name} は確認したあとに変更されていました。もう一度確認してから書き込みます。',
  'lease.held':
    'このクラスターでは別の hoist が作業中です。{host} の {user}、プロセス {pid}、開始は {since} です。',
  'lease.held.hint':
    '終わるのを待つか、そちらで終了させてください。すでに動いていない場合は {seconds} 秒後に空きます。そのあと同じコマンドを実行してください。',
  'lease.taken': '{host} の {user} が {since} に取得したリースは期限切れのため、引き継ぎます。',
  'lease.lost': '別の hoist がこのクラスターのリースを引き継ぎました。ここからはもう何も書き込みません。',
  'inventory.kept':
    'hoist が作成するものの一覧と、それ以前の状態を ConfigMap {namespace}/{name} に記録します。最後のオブジェクトと一緒に削除されます。',
  'keeping.refused':
    'kube-system にリースと一覧を置く権限がないため、別の hoist が作業中かどうかは分かりません: {words}',
  'journal.unwritten': 'この実行の記録を書き込めませんでした: {words}',
  resumed: '{host} の {user} が {began} に始めた前回の実行は{how}。続きから進めます。',
  'resumed.broken': '途中で途切れています',
  'resumed.failed': '失敗しています',
  'resumed.cancelled': '取り消されています',
  'resumed.done': '書き込み済みのオブジェクト: {written}。終わったステップ: {done}。残り: {left}。',
  'resumed.unsure':
    '書き込みを始めたものの、終わったかどうか分からないもの: {names}。すでにあるものは変更なしとして扱い、ないものは書き込みます。',
  'conflict.take': '引き取る',
  'conflict.leave': '所有者に任せる',
  'conflict.choice': '選択',
  'evidence.events': '{name} に関する最近の警告:',
};
