// The oldest Node that anyone still has must be able to read this file: no modules, no modern syntax, no `node:` names.
'use strict';

var needed = [22, 19];

/** Lines to tell and then leave, or nothing where this Node will do. */
module.exports = function tooOld(version, path) {
  var found = version.split('.').map(Number);
  if (found[0] > needed[0] || (found[0] === needed[0] && found[1] >= needed[1])) return undefined;
  var need = needed.join('.');
  return [
    'hoist needs Node ' + need + ' or newer; this is Node ' + version + ' (' + path + ').',
    'Install a newer Node, or put one first on your PATH, and start hoist again.',
    'hoist には Node ' + need + ' 以上が必要です。新しい Node を入れるか PATH の先頭に置いて、もう一度起動してください。'
  ];
};
