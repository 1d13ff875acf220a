# What differs from one Kubernetes to the other.

case $KUBERNETES in
  1.20 | 1.20.2) KUBERNETES=1.20 RELEASE=1.20.2 NET=120 ;;
  1.34 | 1.34.4) KUBERNETES=1.34 RELEASE=1.34.4 NET=134 ;;
  *) say "no Kubernetes $KUBERNETES: 1.20 or 1.34"; exit 2 ;;
esac

STATE=${TEST_CLUSTER:-/run/test-cluster-$KUBERNETES}
BIN=$CACHE/kubernetes-$RELEASE
# A watch of today wants to know how far etcd has come, which Debian's 3.4 cannot say.
ETCD=etcd
[[ $KUBERNETES == 1.20 ]] || ETCD=$BIN/etcd
SOCK=$STATE/containerd.sock
# Names that live outside of $STATE: the network namespace, the CNI network, the branch of the cgroups.
NAME=test-cluster-$KUBERNETES
NODE=test-node
NODE_IP=10.$NET.0.1
PODS=10.$NET.0.0/24
SERVICES=10.$((NET + 100)).0.0/16
SERVER=https://$NODE_IP:16443
# The wire between this machine's network and the cluster's.
HOST_END=10.254.$NET.1
CLUSTER_END=10.254.$NET.2
