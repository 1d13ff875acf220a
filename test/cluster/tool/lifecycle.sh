# The whole cluster: up and down.

up() {
  install_packages
  build_programs
  mkdir -p "$STATE"
  (make_certificates)
  write_config
  make_network
  make_cgroups
  local part
  for part in etcd apiserver; do running $part || start_part $part; done
  wait_for 60 'the API server' kubectl_admin get --raw /readyz
  kubectl_admin create clusterrolebinding kube-proxy --clusterrole=system:node-proxier --user=system:kube-proxy >/dev/null 2>&1 || true
  for part in controller-manager scheduler containerd; do running $part || start_part $part; done
  wait_for 30 containerd ctr -a "$SOCK" version
  load_pause
  for part in kubelet proxy dns; do running $part || start_part $part; done
  wait_for 90 'the node' node_ready
  wait_for 60 'the default service account' kubectl_admin get serviceaccount default
  echo "$STATE/admin.kubeconfig"
}

node_ready() { kubectl_admin get node "$NODE" | grep -qw Ready; }

wait_for() { # seconds what command...
  local limit=$1 what=$2
  shift 2
  for _ in $(seq "$limit"); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 1
  done
  say "$what: not there after $limit s; see $STATE/log"
  exit 1
}

down() {
  local part
  stop_part kubelet
  [[ -S $SOCK ]] && running containerd && remove_containers
  for part in dns proxy scheduler controller-manager apiserver etcd containerd; do stop_part $part; done
  awk -v s="$STATE/" 'index($2, s) == 1 {print $2}' /proc/mounts | sort -r | xargs -r -n1 umount -l 2>/dev/null || true
  remove_network
  remove_cgroups
  rm -rf "$STATE"
}

remove_containers() {
  local id pid networks=()
  local ctr=(ctr -a "$SOCK" -n k8s.io)
  for pid in $("${ctr[@]}" tasks ls 2>/dev/null | awk 'NR > 1 {print $2}'); do networks+=($(ip netns identify "$pid" 2>/dev/null)); done
  for id in $("${ctr[@]}" tasks ls -q 2>/dev/null); do "${ctr[@]}" tasks kill -s SIGKILL "$id" 2>/dev/null || true; done
  sleep 1
  for id in $("${ctr[@]}" containers ls -q 2>/dev/null); do
    "${ctr[@]}" tasks delete -f "$id" >/dev/null 2>&1 || true
    "${ctr[@]}" containers delete "$id" >/dev/null 2>&1 || true
  done
  printf '%s\n' "${networks[@]}" | grep '^cni-' | sort -u | xargs -r -n1 ip netns del 2>/dev/null || true
}
