/** About Istio: the room source/istio/. */
export const istio = {
  'manifest.broken': '{file}, document {document}, line {line}: {words}',
  'manifest.unreadable': '{file} cannot be read: {words}',
  'release.no-directory': 'There is no directory {directory}.',
  'release.not-one':
    '{directory} is not an unpacked Istio release. hoist installs {supported}: name the directory that holds its install/ and samples/.',
  'release.incomplete': 'The release in {directory} is incomplete. Missing: {missing}.',
  'release.empty': 'The release in {directory} has nothing to install in: {files}.',
  'release.later-layout':
    '{directory} has the layout of Istio 1.6 or later, up to 1.30. hoist cannot install these yet; it installs {supported}.',
  'release.no-version': '{file} in {directory} names no Istio image, so its version cannot be told.',
  'release.mixed-versions': '{file} in {directory} names images of several versions: {versions}.',
  'release.unsupported': '{directory} holds Istio {version}. hoist installs {supported}.',
} as const;
