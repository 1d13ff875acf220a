# The configuration files of containerd, the pod network and the kubelet.

write_config() {
  mkdir -p "$STATE"/{log,cni,etcd,kubelet,pods}
  cat >"$STATE/containerd.toml" <<C
version = 2
root = "$STATE/containerd"
state = "$STATE/containerd-run"
[grpc]
  address = "$SOCK"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "registry.k8s.io/pause:3.6"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$STATE/cni"
C
  cat >"$STATE/cni/10-bridge.conflist" <<C
{"cniVersion":"0.4.0","name":"$NAME","plugins":[{"type":"bridge","bridge":"cni0","isGateway":true,"hairpinMode":true,
 "ipam":{"type":"host-local","ranges":[[{"subnet":"$PODS"}]],"routes":[{"dst":"0.0.0.0/0"}]}},
 {"type":"portmap","capabilities":{"portMappings":true}}]}
C
  # The kubelet removes the groups and logs of pods that it does not know, so each cluster has its own.
  cat >"$STATE/kubelet.yaml" <<C
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: cgroupfs
cgroupRoot: /$NAME
failSwapOn: false
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $STATE/pki/ca.crt}}
authorization: {mode: Webhook}
tlsCertFile: $STATE/pki/kubelet-server.crt
tlsPrivateKeyFile: $STATE/pki/kubelet-server.key
clusterDomain: cluster.local
clusterDNS: [$NODE_IP]
enforceNodeAllocatable: []
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
C
  [[ $KUBERNETES == 1.20 ]] || cat >>"$STATE/kubelet.yaml" <<C
containerRuntimeEndpoint: unix://$SOCK
failCgroupV1: false
podLogsDir: $STATE/pods
C
}
