/** About the chapter's two questions: which security configuration and components, and which deployment utility. */
export const choices = {
  'choice.mtls.permissive':
    'Permissive mutual TLS: services of the mesh take plain text too, so callers outside the mesh go on reaching them.',
  'choice.mtls.strict':
    'Strict mutual TLS: services of the mesh refuse plain text. Callers outside the mesh, also in other namespaces of this cluster, no longer reach them, except through the ingress gateway.',
  'choice.mtls.strict-old':
    'And sidecars then speak mutual TLS to every service of the cluster: one that has no sidecar needs a DestinationRule with tls.mode DISABLE, or the mesh cannot call it.',
  'choice.all': 'Components: all of the release.',
  'choice.left-out': 'Without {component}: {why}',
  'choice.left-out-because': 'Without {component}, which cannot be without {needed}: {why}',
  'choice.unknown': '{flag}: Istio {version} has no component {component}. It has {known}.',
  'choice.both': '{component} is asked for with --with and declined with --without.',
  'choice.required': '{component} cannot be left out: every proxy has its configuration from it.',
  'choice.needs': '{component} needs {needed}, which is left out.',
  'choice.strict-needs':
    'Strict mutual TLS needs {component}, which makes the certificates: take --mtls permissive, or leave {component} in.',
  'choice.without.pilot': 'no proxy gets any configuration.',
  'choice.without.istiod': 'no proxy gets any configuration.',
  'choice.without.citadel': 'nobody makes certificates, so there is no mutual TLS at all.',
  'choice.without.galley':
    'Istio configuration is no longer checked before it is stored; pilot and mixer read it from the API server themselves.',
  'choice.without.sidecar-injector':
    'pods get no sidecar by themselves, so the steps from injection on are left out; sidecars can be written into manifests with "istioctl kube-inject".',
  'choice.without.policy':
    'quotas, denials and other policies are not enforced; proxies no longer ask mixer before a request.',
  'choice.without.telemetry':
    'proxies no longer report to mixer: no metrics of services, no access log of the mesh.',
  'choice.without.ingressgateway':
    'nothing from outside of the cluster gets in through the mesh, so the step that opens the gateway is left out.',
  'choice.without.egressgateway':
    'traffic out of the cluster cannot be led through one place; it leaves from each pod.',
  'choice.without.prometheus': 'nobody collects and keeps the metrics.',
  'choice.without.grafana': 'there are no dashboards of the metrics.',
  'choice.without.tracing': 'nobody collects the traces of requests; Jaeger is not there.',
  'choice.without.kiali': 'there is no picture of which service calls which.',
  'choice.not-chosen': 'It is not part of the choice any more.',
  'choice.restart-pilot':
    'Pilot reads where its configuration comes from when it starts. To have it read the new mesh configuration: kubectl -n istio-system rollout restart deployment istio-pilot',
  'lint.empty-arch':
    'Objects that the API server will refuse ("values: Required value"): {count}, all for one cause. Their chart was rendered by Helm 2.15.0, which makes the list of node architectures empty (istio/istio#18095).',
  'lint.empty-arch.hint':
    "Render again with --set-string global.arch.amd64=2, or with Helm 2.14 or 2.15.1 and later, or install hoist's own manifests (--via manifests --release 1.1.0).",
  'lint.empty-values':
    'Objects that the API server will refuse, because they ask for a value in an empty list: {count} ({names}).',
  'lint.empty-values.hint': 'Look which value of the chart was left empty, and set it with --set.',
  'lint.removed':
    'Kubernetes dropped {kind} in {version} with {since}, and this server does not serve it: {count} ({names}).',
  'lint.removed.hint': 'Use a release that was made for this Kubernetes, or a cluster that is older.',
  'lint.unknown-kind':
    'This server does not know {kind} in {version}, and no CRD among the objects brings it: {count} ({names}).',
  'lint.unknown-kind.hint': 'Render the CRDs as well, or leave out what needs them.',
  'lint.duplicate':
    'Objects that are there twice and differ, so that the last one written would hold: {names}.',
  'lint.duplicate.hint': 'Take one of them out of the manifests.',
  'lint.duplicate-alike': 'Objects that are there twice, and alike: {names}.',
  'lint.no-namespace': 'Objects that do not say which namespace they are for: {count} ({names}).',
  'lint.no-namespace.hint':
    "hoist puts them where the rest of their part is: the control plane's into istio-system, the application's into its own.",
  'lint.image': 'Images without a version, which may be other ones tomorrow: {images}.',
  'lint.image.hint': 'Name a tag, with --set global.tag (1.1) or --set tag (1.30).',
  'lint.hook-early':
    'Hooks of Helm for another time than an install, which would run at once if they were applied like the rest: {names}.',
  'lint.hook-ordered': 'Hooks of Helm for the install, run when what they wait for is there: {names}.',
  'render.no-tool':
    'There is no program {tool}. Install it, or say where it is with --helm PATH or --istioctl PATH; --via manifests needs neither.',
  'render.not-a-program': '{tool} cannot be run: it is no program, or you may not run it.',
  'render.too-much': '{tool} printed more than {megabytes} MiB, which is no manifest. It was stopped.',
  'render.too-long': '{tool} did not end within {seconds} s. It was stopped.',
  'render.failed': '{tool} ended with {code}: {words}',
  'render.known': '{cause} It said: {words}',
  'render.not-helm': '{tool} does not say the version of a helm, so it is none.',
  'render.helm-version': '{tool} is Helm {version}; hoist knows how to ask 2, 3 and 4.',
  'render.helm-too-old': '{tool} is Helm {version}, and the charts of Istio since 1.6 want Helm 3 or 4.',
  'render.not-istioctl': '{tool} does not say the version of an istioctl, so it is none.',
  'render.istioctl-version':
    '{tool} is istioctl {version}, which cannot render manifests yet. Take that of Istio 1.30, or --via helm or --via manifests.',
  'render.istioctl-old-charts':
    '{directory} has the charts of Istio 1.1, which no istioctl can render. Take --via helm for them.',
  'render.mixed-versions':
    'What {by} rendered names images of several versions: {versions}. Charts out of a source tree have a placeholder for some; name one for all with {set}.',
  'render.no-version':
    'What {by} rendered names no Istio image, so its version cannot be told. Name one with {set}.',
  'render.unsupported': 'What {by} rendered is Istio {version}. hoist installs {supported}.',
  'render.own-manifests':
    "{release} names hoist's own manifests, which are not charts; --via istioctl renders charts.",
  'render.own-manifests.hint':
    'Name with --release DIR an unpacked release that has manifests/charts, or leave --release out: istioctl has charts inside.',
  'render.no-directory': '--via helm renders charts, and no directory of charts was named.',
  'render.no-charts': 'There are no charts of Istio in {directory}.',
  'render.no-charts.hint':
    'Name with --release the directory of an unpacked release that has install/kubernetes/helm/istio (1.1) or manifests/charts (1.30), or one of these.',
  'render.known.sds':
    'The gateway chart of Istio 1.1 has a condition that Helm refuses since it is built with Go 1.14 (Helm 2.16.8, 3.3 and later; istio/istio#22295).',
  'render.known.sds.fix':
    'Render with Helm 2.15.1 to 2.16.7 (--helm PATH), or write "if $spec.sds" in charts/gateways/templates/role.yaml and rolebindings.yaml, or install hoist\'s own manifests (--via manifests --release 1.1.0).',
  'render.known.dependencies': 'Charts that this one consists of are not beside it.',
  'render.known.dependencies.fix':
    'Fetch them with "helm dependency update", or name the directory of a whole release.',
  'render.known.kube-version': 'The chart was made for another Kubernetes than helm takes for yours.',
  'render.known.kube-version.fix': 'Take a release that was made for this Kubernetes.',
  'render.known.no-chart': 'The tool did not find the chart, or a file of it.',
  'render.known.no-chart.fix': 'Look whether the directory is whole.',
  'render.known.set': 'The tool could not read a --set.',
  'render.known.set.fix':
    'It wants key=value; a comma or a dot that is meant as such is written with a backslash.',
  'choice.via.manifests': 'Plain manifests, applied by hoist: {source}.',
  'choice.via.own': "hoist's own, of Istio {version}",
  'choice.via.helm': 'Rendered by Helm {tool} and applied by hoist: {command}',
  'choice.via.istioctl': 'Rendered by istioctl {tool} and applied by hoist: {command}',
  'choice.hooks':
    'Hooks of Helm for another time than an install are left out, as they would run at once: {names}.',
  'plan.immutable':
    'A selector can never change: this Deployment is of other manifests (the official ones, a chart, or another edition). Take that installation down first with "hoist down", or go on with the manifests that it is from.',
  'plan.refused': 'The API server would refuse this: {words}',
  'check.earlier.selectors': 'what is installed can be changed into this',
  'check.earlier.selectors.none': 'no selector of a Deployment differs',
  'check.earlier.selectors.some': 'a selector can never change, and differs here: {names}',
  'check.earlier.selectors.hint':
    'The installation is of other manifests: the official ones, a chart, or hoist\'s own. Take it down first with "hoist down --yes", or name with --release and --via what it is from.',
  'choice.remembered-gone':
    'What was chosen for this cluster the last time, {chosen}, cannot be opened any more: {why}',
  'choice.remembered-gone.hint':
    "Say where it is now with these flags, or choose anew: --via manifests takes hoist's own manifests, with --release the official ones.",
  'choice.running': 'A run is under way: choose when it has ended.',
  'screen.key.choices': 'choose mutual TLS, components, and what renders the manifests',
  'screen.hint.choices': 'choices',
  'screen.choose.title': 'What is installed',
  'screen.choose.keys': 'j k g G move, Enter chooses; nothing is written until a step is run.',
  'screen.choose.via.manifests': 'via plain manifests',
  'screen.choose.via.helm': 'via helm, on the charts of --release DIR',
  'screen.choose.via.istioctl': 'via istioctl manifest generate',
  'screen.choose.via.manifests.means': 'Each object as it stands in the manifests, applied by hoist.',
  'screen.choose.via.helm.means':
    'Your helm renders the charts of an unpacked release, hoist applies what comes of it. For that hoist is started with --release DIR.',
  'screen.choose.via.istioctl.means':
    'Your istioctl generates the manifests, hoist applies what comes of it.',
  'screen.choose.because': 'cannot be without {needed}',
  'screen.choose.chosen': 'Chosen',
} as const;
