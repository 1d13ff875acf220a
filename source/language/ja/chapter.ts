export const chapter = {
  'run.cancelled': '中止しました。',
  'run.timeout': '{seconds} 秒以内に終わりませんでした。',
  'run.timeout.waiting': '{seconds} 秒以内に終わりませんでした: {name} の準備ができていません ({why})。ほかに {others} 件。',
  'wait.failed': '{kind} {name} は失敗しました: {why}',
  'apply.conflict': '{name} のフィールドを、別の field manager が異なる値で所有しています。このオブジェクトには何も書き込んでいません。',
  'apply.failed': '準備できなかったオブジェクト: {count}。それぞれの理由は上にあります。',
  'remove.failed': '削除できなかったオブジェクト: {count}。それぞれの理由は上にあります。',
} as const;
