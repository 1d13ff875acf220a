# The cluster's own network, and the branch of the cgroups that its pods live in.

in_network() { nsenter --net="/run/netns/$NAME" "$@"; }

make_network() {
  if [[ ! -e /run/netns/$NAME ]]; then
    ip netns add "$NAME"
    ip link add "hoist$NET" type veth peer name wire netns "$NAME"
    ip addr add $HOST_END/30 dev "hoist$NET"
    ip link set "hoist$NET" up
    in_network ip addr add $CLUSTER_END/30 dev wire
    in_network ip link set lo up
    in_network ip link set wire up
    in_network ip link add cni0 type bridge
    in_network ip addr add $NODE_IP/24 dev cni0
    in_network ip link set cni0 up
    in_network sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'
  fi
  ip route replace $PODS via $CLUSTER_END
  ip route replace $SERVICES via $CLUSTER_END
}

remove_network() {
  ip link del "hoist$NET" 2>/dev/null || true
  ip netns del "$NAME" 2>/dev/null || true
  rm -rf "/var/lib/cni/networks/$NAME" "/var/lib/cni/results/$NAME"-*
}

make_cgroups() {
  local controller file
  for controller in /sys/fs/cgroup/*/; do
    mkdir -p "$controller$NAME"
    # a new branch of cpuset has no processor and no memory until it is given some
    for file in cpuset.cpus cpuset.mems; do
      [[ -f $controller$file && -z $(<"$controller$NAME/$file") ]] && cat "$controller$file" >"$controller$NAME/$file"
    done
  done
  return 0
}

remove_cgroups() {
  find /sys/fs/cgroup/*/"$NAME" -depth -type d -exec rmdir {} \; 2>/dev/null || true
}
