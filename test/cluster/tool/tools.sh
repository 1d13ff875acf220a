# Programs that a test calls: each is built from Go modules into a directory of its own, so that several versions live side by side.

# Istio's module is not served under its version numbers; this commit is of the development line of 1.31, and is told the release's name.
ISTIO_MODULE=v0.0.0-20260827124520-eed52ebb66ad
ISTIO_RELEASE=1.30.3
TOOLS="kubectl helm-2.15.0 helm-3.22.0 helm-4.3.1 istioctl pilot-discovery pilot-agent envoy-bootstrap istio-charts standin-envoy"

tool() { # name
  local directory=$CACHE/$1 file=${1%%-[0-9]*}
  case $1 in
    helm-2.15.0) built_in "$directory" "$1" compile_helm_2 ;;
    helm-3.22.0) built_in "$directory" "$1" compile_helm 3 ;;
    helm-4.3.1) built_in "$directory" "$1" compile_helm 4 ;;
    istioctl | pilot-discovery | pilot-agent)
      directory=$CACHE/$1-$ISTIO_RELEASE
      built_in "$directory" "$1" compile_istio "$1"
      ;;
    envoy-bootstrap) directory=$(istio_source)/tools/packaging/common file=envoy_bootstrap.json ;;
    istio-charts) directory=$(istio_source)/manifests file=charts ;;
    standin-envoy)
      directory=$CACHE/standin-envoy-$(cat "$STANDIN"/* | sha256sum | cut -c1-12)
      built_in "$directory" "the stand-in for Envoy" compile_standin
      ;;
    kubectl) directory=$(kubectl_directory) ;;
    *) say "tool: one of $TOOLS"; exit 2 ;;
  esac
  echo "$directory/$file"
}

STANDIN=$HERE/../standin/envoy

compile_standin() { # output
  cd "$STANDIN" && go_build $GO_NOW '' "$1/standin-envoy" .
}

compile_helm() { # major output
  local version=v${1} package
  case $1 in 3) version=v3.22.0 ;; 4) version=v4.3.1 ;; esac
  package=helm.sh/helm/v$1
  install_from_module "$2" "-X $package/internal/version.version=$version" "$package/cmd/helm@$version"
}

compile_helm_2() { # output
  local version=k8s.io/helm/pkg/version
  cd "$HERE/modules/helm-2.15" &&
    go_run $GO_THEN build -trimpath -ldflags="-s -w -X $version.Version=v2.15.0 -X $version.BuildMetadata=" -o "$1/" k8s.io/helm/cmd/helm
}

istio_source() {
  (cd / && go_run $GO_NOW mod download "istio.io/istio@$ISTIO_MODULE")
  echo "$(go_run $GO_NOW env GOMODCACHE)/istio.io/istio@$ISTIO_MODULE"
}

compile_istio() { # program output
  local directory=pilot/cmd version=istio.io/istio/pkg/version
  [[ $1 != istioctl ]] || directory=istioctl/cmd
  install_from_module "$2" "-X $version.buildVersion=$ISTIO_RELEASE -X $version.buildTag=$ISTIO_RELEASE -X $version.buildStatus=Clean
    -X $version.buildGitRevision=${ISTIO_MODULE##*-} -X $version.buildHub=docker.io/istio" "istio.io/istio/$directory/$1@$ISTIO_MODULE"
}

install_from_module() { # output ldflags package@version...
  local output=$1 ldflags=$2
  shift 2
  (cd / && GOBIN=$output go_run $GO_NOW install -trimpath -gcflags=all=-dwarf=false -ldflags="-s -w $ldflags" "$@")
}
