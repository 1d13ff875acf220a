import type { config as en } from '../en/config.ts';

/** 設定ファイル。 */
export const config: Record<keyof typeof en, string> = {
  'config.wrong': '{path} の {line} 行目: {why}',
  'config.wrong.hint':
    '直すまで、このファイルの設定はどれも使われません。書ける内容は "hoist config" で表示できます。',
  'config.unreadable': '{path} を読めません: {words}',
  'config.yaml': 'YAML として読めません ({words})',
  'config.not-map': '名前と値の並びを書いてください',
  'config.unknown': '{name} という設定はありません。使えるもの: {known}',
  'config.one-of': '{name} に書けるもの: {known}',
  'config.boolean': '{name} には true か false を書いてください',
  'config.map': '{name} には、名前と値の組を並べてください',
  'config.key':
    '{name} にはキーかその並びを書いてください。文字、記号、または ctrl-x、tab、pgdn のような名前です',
  'config.key-kept': '{key} の意味は変えられません。いつでも抜け出せるようにするためです',
  'config.key-typed':
    '{id} は入力中にも使うコマンドで、そこでは {key} は文字として入力されます。ctrl-x のようなキーを書いてください',
  'config.command': '{id} というコマンドはありません。名前は画面の ":" で確認できます',
  'config.from': '{path} の設定',
  'config.none': '{path} はありません。すべて既定のままです。',
  'config.can': '書ける内容:',
};
