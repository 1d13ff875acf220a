# What comes from Debian.

packages() { # name...
  local need=() package
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || need+=("$package"); done
  ((${#need[@]})) || return 0
  say "installing ${need[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${need[@]}" >/dev/null
}

install_packages() {
  packages etcd-server containerd runc containernetworking-plugins busybox-static iproute2 iptables conntrack ethtool socat openssl \
    python3 util-linux
  command -v kubectl >/dev/null || packages kubernetes-client
}
