# A certificate authority of the cluster's own, and a kubeconfig for everyone who talks to the API server.

make_certificates() {
  [[ -f $STATE/pki/ca.crt ]] && return 0
  mkdir -p "$STATE/pki" && cd "$STATE/pki"
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 30 -subj /CN=test-cluster-ca 2>/dev/null
  sign apiserver /CN=kube-apiserver "subjectAltName=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:127.0.0.1,IP:$NODE_IP,IP:${SERVICES%0/16}1"
  sign admin "/O=system:masters/CN=admin" extendedKeyUsage=clientAuth
  sign controller-manager /CN=system:kube-controller-manager extendedKeyUsage=clientAuth
  sign scheduler /CN=system:kube-scheduler extendedKeyUsage=clientAuth
  sign proxy /CN=system:kube-proxy extendedKeyUsage=clientAuth
  sign kubelet "/O=system:nodes/CN=system:node:$NODE" extendedKeyUsage=clientAuth
  sign kubelet-client "/O=system:masters/CN=apiserver-kubelet-client" extendedKeyUsage=clientAuth
  sign kubelet-server "/CN=$NODE" "subjectAltName=DNS:$NODE,IP:$NODE_IP,IP:127.0.0.1"
  openssl genrsa -out sa.key 2048 2>/dev/null && openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
  local who
  for who in admin controller-manager scheduler proxy kubelet; do make_kubeconfig "$who"; done
}

sign() { # name subject extension
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -out "$1.crt" -days 30 -extfile <(echo "$3") 2>/dev/null
}

make_kubeconfig() { # who
  local file=$STATE/$1.kubeconfig
  kubectl config --kubeconfig "$file" set-cluster test --server="$SERVER" --certificate-authority=ca.crt --embed-certs >/dev/null
  kubectl config --kubeconfig "$file" set-credentials "$1" --client-certificate="$1.crt" --client-key="$1.key" --embed-certs >/dev/null
  kubectl config --kubeconfig "$file" set-context test --cluster=test --user="$1" >/dev/null
  kubectl config --kubeconfig "$file" use-context test >/dev/null
}

kubectl_admin() { kubectl --kubeconfig "$STATE/admin.kubeconfig" "$@"; }
