import type { screenNotices as en } from '../en/screen-notices.ts';

/** 最下行のお知らせと、画面を閉じた後に残る言葉。 */
export const screenNotices: Record<keyof typeof en, string> = {
  'screen.refused.read-only': '読み取り専用です。何も書き込みません。',
  'screen.refused.words': '{words}',
  'screen.refused.elsewhere': '使える場所: {panes}',
  'screen.refused.not-now': '今ここでは意味を持ちません。',
  'screen.refused.no-release':
    'このクラスタに合う Istio のリリースが分かりません。理由は準備のチェックにあります。',
  'screen.refused.running': '手順を実行中です。x で中止できます。',
  'screen.refused.not-running': '実行中の手順はありません。',
  'screen.refused.connecting': 'クラスタがまだ応答していません。',
  'screen.refused.all-done': 'すべての手順が完了しています。u で撤去できます。',
  'screen.refused.no-step': '先に手順を選んでください: 5、続けて j か k。',
  'screen.refused.nothing-to-undo':
    'この手順は見るだけなので、元に戻すものはありません。すべて撤去するには u を押してください。',
  'screen.refused.no-repair': 'これは hoist では直しません。対処はその下にあります。',
  'screen.refused.no-pod': '先にコンポーネント、Pod、プロキシのどれかを選んでください。',
  'screen.refused.no-pods': '{name} に Pod はありません。',
  'screen.refused.no-log': '先にコンテナのログを開いてください: pod の上で l',
  'screen.refused.no-object': '先にオブジェクトのある行を選んでください。',
  'screen.refused.no-pilot': '止める pilot がまだありません。',
  'screen.refused.runs-shown': 'ログにはもう実行の記録が出ています。',
  'screen.refused.no-lesson': 'レッスンの指定がありません: hoist --lesson FILE',
  'screen.refused.by-hand': 'この段階は別のターミナルから手で行います。',
  'screen.refused.no-guide': 'ペインの横にガイドを出す余裕がありません。手順の上で Enter を押すと開きます。',
  'screen.refused.no-command': 'コピーできるコマンドがありません。',
  'screen.notice.open': 'Bookinfo が応答しています: {url}',
  'screen.notice.finished': '{step}: {time} で完了、{written}',
  'screen.notice.failed': '{step}: {time} で失敗、{written}。理由はログにあります。',
  'screen.notice.cancelled': '{step}: {time} で中止、{written}',
  'screen.notice.cancelling': '中止しています…',
  'screen.notice.theme': '配色: {theme}',
  'screen.notice.checked': '確認し直しました: 合格 {passed}、注意 {warned}、不合格 {failed}。',
  'screen.notice.copied': 'コピーしました (端末が許す場合): {text}',
  'screen.notice.copied-lines': 'コピーしました (端末が許す場合): {count} 行、{text} …',
  'screen.notice.too-long': '端末のクリップボードには長すぎます。',
  'screen.notice.file': '書き込みました: {path}',
  'screen.notice.leaving': '中止して終了します。もう一度 Ctrl-C で即終了。',
  'screen.running': '{step} {time}',
  'screen.left.waiting':
    '実行を中止し、終わるのを待っています (最長 30 秒)。Ctrl-C を押すと待たずに終了します。',
  'screen.left.written': 'hoist が {context} に書き込んだ内容: {written}',
  'screen.left.cancelled': '「{step}」の実行を中止しました。書き込んだものは残っています。',
  'screen.left.unfinished':
    '「{step}」の実行は途中で打ち切られました。これ以上書き込まれている可能性があります。',
};
