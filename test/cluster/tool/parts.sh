# Starting and stopping each part of the cluster.

PARTS="etcd apiserver controller-manager scheduler containerd kubelet proxy dns"

launch() { # name command...
  local name=$1
  shift
  setsid nohup nsenter --net="/run/netns/$NAME" "$@" >>"$STATE/log/$name.log" 2>&1 </dev/null &
  echo $! >"$STATE/$name.pid"
}

running() { [[ -f $STATE/$1.pid ]] && kill -0 "$(cat "$STATE/$1.pid")" 2>/dev/null; }

# A second one would only fail on the first one's port, and nobody would know the first one's number any more.
start_part() {
  ! running "$1" || return 0
  case $1 in
    etcd) launch etcd "$ETCD" --data-dir "$STATE/etcd" --unsafe-no-fsync --listen-client-urls http://127.0.0.1:12379 \
      --advertise-client-urls http://127.0.0.1:12379 --listen-peer-urls http://127.0.0.1:12380 ;;
    apiserver) start_apiserver ;;
    controller-manager) launch controller-manager "$BIN/kube-controller-manager" --kubeconfig="$STATE/controller-manager.kubeconfig" \
      --leader-elect=false --use-service-account-credentials --service-account-private-key-file="$STATE/pki/sa.key" \
      --root-ca-file="$STATE/pki/ca.crt" --bind-address=127.0.0.1 ;;
    scheduler) launch scheduler "$BIN/kube-scheduler" --kubeconfig="$STATE/scheduler.kubeconfig" --leader-elect=false \
      --bind-address=127.0.0.1 ;;
    containerd) launch containerd containerd -c "$STATE/containerd.toml" ;;
    kubelet) start_kubelet ;;
    proxy) launch proxy "$BIN/kube-proxy" --kubeconfig="$STATE/proxy.kubeconfig" --proxy-mode=iptables --cluster-cidr="$PODS" \
      --hostname-override="$NODE" --bind-address=127.0.0.1 --conntrack-max-per-core=0 ;;
    dns) launch dns python3 "$HERE/tool/dns.py" "$NODE_IP" "$SERVER" "$STATE"/pki/{ca.crt,admin.crt,admin.key} ;;
    *) say "no part named $1: $PARTS"; exit 2 ;;
  esac
}

start_apiserver() {
  local pki=$STATE/pki
  launch apiserver "$BIN/kube-apiserver" --etcd-servers=http://127.0.0.1:12379 --secure-port=16443 --bind-address=0.0.0.0 \
    --advertise-address="$NODE_IP" --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" \
    --client-ca-file="$pki/ca.crt" --service-account-key-file="$pki/sa.pub" --service-account-signing-key-file="$pki/sa.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-cluster-ip-range="$SERVICES" --authorization-mode=Node,RBAC \
    --allow-privileged --enable-aggregator-routing --kubelet-client-certificate="$pki/kubelet-client.crt" \
    --kubelet-client-key="$pki/kubelet-client.key" --kubelet-preferred-address-types=InternalIP
}

start_kubelet() {
  local runtime=()
  [[ $KUBERNETES != 1.20 ]] || runtime=(--container-runtime=remote --container-runtime-endpoint="unix://$SOCK")
  launch kubelet "$BIN/kubelet" --kubeconfig="$STATE/kubelet.kubeconfig" --config="$STATE/kubelet.yaml" "${runtime[@]}" \
    --hostname-override="$NODE" --node-ip="$NODE_IP" --root-dir="$STATE/kubelet"
}

stop_part() {
  local pid
  pid=$(cat "$STATE/$1.pid" 2>/dev/null) || return 0
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
  kill -9 "$pid" 2>/dev/null || true
  rm -f "$STATE/$1.pid"
}
