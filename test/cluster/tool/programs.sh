# The programs of Kubernetes itself.

build_programs() { "build_$KUBERNETES"; }

# Debian's kubectl goes with 1.20, whichever else the machine has; a newer one is built with its cluster.
kubectl_directory() {
  if [[ $KUBERNETES == 1.20 ]]; then
    built_in "$CACHE/kubectl-$RELEASE" "kubectl $RELEASE from Debian's package" unpack_kubectl && echo "$CACHE/kubectl-$RELEASE"
  else
    build_programs && echo "$BIN"
  fi
}

unpack_kubectl() { # output
  local work
  work=$(mktemp -d)
  chmod 755 "$work"
  (cd "$work" && { apt-get download -qq kubernetes-client || { apt-get update -qq && apt-get download -qq kubernetes-client; }; }) &&
    dpkg-deb -x "$work"/kubernetes-client_*.deb "$work/package" && cp "$work/package/usr/bin/kubectl" "$1/"
  local outcome=$?
  rm -rf "$work"
  return "$outcome"
}

build_1.34() {
  built_in "$BIN" "Kubernetes $RELEASE and the etcd that goes with it from their Go modules" compile_1.34
}

compile_1.34() { # output
  local package field ldflags=
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    for field in gitVersion=v$RELEASE gitMajor=1 gitMinor=34 gitCommit=0 gitTreeState=clean buildDate=1970-01-01T00:00:00Z; do
      ldflags+=" -X $package.$field"
    done
  done
  cd "$HERE/modules/kubernetes-1.34" && go_build $GO_NOW "$ldflags" "$1/" tool && mv "$1/server" "$1/etcd"
}

build_1.20() {
  [[ -x $BIN/kube-apiserver ]] && return 0
  packages golang-1.19-go golang-github-modern-go-reflect2-dev dpkg-dev rsync jq make
  fetch_source_1.20
  built_in "$BIN" "Kubernetes $RELEASE from Debian's source package" compile_1.20
  rm -rf "$CACHE/source-1.20"
}

fetch_source_1.20() {
  local work=$CACHE/source-1.20 kubernetes=$CACHE/source-1.20/src/k8s.io/kubernetes
  rm -rf "$work" && mkdir -p "$work/src/k8s.io"
  if ! apt-cache showsrc kubernetes 2>/dev/null | grep -q 'really1.20.2'; then
    # the same mirrors that the machine already uses, for source packages
    sed 's/^Types: deb$/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >/etc/apt/sources.list.d/test-cluster-src.sources
    apt-get update -qq
  fi
  (cd "$work" && apt-get source -qq kubernetes=1.20.5+really1.20.2-1.1+deb12u1 >/dev/null 2>&1 || apt-get source -qq kubernetes >/dev/null)
  mv "$work"/kubernetes-1.20* "$kubernetes"
  # the vendored reflect2 1.0.1 walks maps wrongly under Go >= 1.18 and crashes the API server; Debian's 1.0.2 does not
  rm "$kubernetes"/vendor/github.com/modern-go/reflect2/*.{go,s}
  cp /usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$kubernetes/vendor/github.com/modern-go/reflect2/"
  rm -f "$kubernetes"/vendor/github.com/modern-go/reflect2/*_test.go
}

compile_1.20() { # output
  local work=$CACHE/source-1.20
  cd "$work/src/k8s.io/kubernetes" &&
    PATH=/usr/lib/go-1.19/bin:$PATH GOPATH=$work GOCACHE=$work/.gocache CGO_ENABLED=0 GOTOOLCHAIN=local GOFLAGS='' \
      KUBE_GIT_VERSION=v$RELEASE KUBE_GIT_COMMIT=0 KUBE_GIT_TREE_STATE=clean \
      make WHAT="cmd/kube-apiserver cmd/kube-controller-manager cmd/kube-scheduler cmd/kubelet cmd/kube-proxy" &&
    cp _output/bin/kube{-apiserver,-controller-manager,-scheduler,let,-proxy} "$1/"
}
