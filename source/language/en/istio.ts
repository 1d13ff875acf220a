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
  'rewrite.removed': 'Kubernetes no longer serves Deployments in {version}.',
  'rewrite.removed-selector':
    'Kubernetes no longer serves Deployments in {version}; the selector that was implied is written out, from the labels of the pods.',
  'rewrite.target': 'The Deployment {name} that it scales is written in the new version too.',
  'support.native': 'Kubernetes {version} takes Istio {release} as it is written.',
  'support.rewritten':
    'Kubernetes {version} takes Istio {release} once the API versions that it dropped are rewritten, which hoist does.',
  'support.untried':
    'Kubernetes {version} is older than what Istio {release} was made for ({first}). It may work.',
  'support.refused':
    'Istio {release} cannot run on Kubernetes {version}: its own programs ask for APIs that were removed after {last}, so rewriting its manifests does not help.',
  'support.unknown':
    'It is not known whether Istio {release} runs on a server that calls itself "{version}".',
} as const;
