import type { lesson as en } from '../en/lesson.ts';

/** ワークショップ独自の段階。ファイルの誤りと、確認の結果。 */
export const lesson: Record<keyof typeof en, string> = {
  'lesson.words': '{words}',
  'lesson.unreadable': 'レッスン {file} を読めません: {words}',
  'lesson.wrong': 'レッスン {file} の {line} 行目: {why}',
  'lesson.schema.missing': '{name} がありません。',
  'lesson.schema.text': '{name} には空でない文字列を書いてください。',
  'lesson.schema.words': '{name} には文字列か、en と ja の文字列を書いてください。',
  'lesson.schema.list': '{name} にはリストを書いてください。',
  'lesson.schema.map': '{name} には名前と値の組を書いてください。',
  'lesson.schema.status': '{name} には 200 のような HTTP ステータスを書いてください。',
  'lesson.schema.value': '{name} には文字列、数値、true、false のどれかを書いてください。',
  'lesson.schema.unknown': 'ここに {name} は書けません。書けるもの: {known}。',
  'lesson.schema.twice': '{id} という名前の段階がすでにあります。進み具合はこの名前で記録されます。',
  'lesson.schema.check': '確認は次のどれか一つを名前にして書いてください: {known}。',
  'lesson.schema.secret': 'Secret の中身は表示しません。あるかどうかだけを確認してください。',
  'lesson.check.exists': '{name} がある',
  'lesson.check.absent': '{name} がない',
  'lesson.check.ready': '{name} の準備ができている',
  'lesson.check.equals': '{name}: {field} が {value}',
  'lesson.check.answers': '{url} が {status} で応答する',
  'lesson.found.there': 'あります。',
  'lesson.found.absent': 'ありません。',
  'lesson.found.ready': '準備ができています。',
  'lesson.found.not-ready': 'まだ準備ができていません。',
  'lesson.found.no-field': 'その項目はありません。',
  'lesson.found.value': '今は {value} です。',
  'lesson.found.no-way': 'ゲートウェイに届くアドレスがまだありません。',
  'lesson.found.status': '{url} は {status} で応答しました。',
  'lesson.found.silent': '{url} が応答しません: {words}',
  'lesson.found.unasked': 'まだ確認していません。',
  'lesson.found.unknown': '確認できませんでした: {words}',
  'lesson.early':
    '条件はもうすべて満たしています。段階 {number}「{title}」が完了すると、この段階も完了になります。',
  'lesson.early.short': '条件は満たした (段階 {number} の後に完了)',
  'lesson.done': '{count} 件の確認をすべて満たしました',
  'lesson.waiting': 'まだです。{what}: {found}',
  'lesson.not-yet': '{what}: まだ満たしていません。{found}',
  'lesson.trace.title': 'レッスンで入れたものを取り除く',
  'lesson.trace.explain':
    'hoist がレッスンで適用したものは、クラスタ内の一覧に記録されています。ほかのものより先に取り除きます。',
  'lesson.trace.hint':
    'レッスンの前からあって変更されただけのものと、ほかの人のものが入っている Namespace は残します。',
  'lesson.trace.holds':
    'レッスンで作られましたが、ほかの人のオブジェクトが {count} 個入っています ({names})。そのまま残します。不要になったらご自分で削除してください。',
  'lesson.trace.unread':
    'レッスンで作られましたが、中身の一部を確認する権限がありません ({kinds})。そのまま残します。',
  'lesson.trace.stays': '{name}: {why}',
  'lesson.was-there': 'このレッスンの前からあったため、撤去のときもそのまま残します: {names}',
};
