#!/bin/sh
# Says what rules the real istio-init would make, and makes none: no traffic is redirected in the test cluster.
while getopts p:u:m:i:x:b:d:k:g: option; do
  case $option in
    p) port=$OPTARG ;;
    u) user=$OPTARG ;;
    m) mode=$OPTARG ;;
    i) include=$OPTARG ;;
    x) exclude=$OPTARG ;;
    b) inbound=$OPTARG ;;
    d) uninbound=$OPTARG ;;
  esac
done
cat <<TEXT
Variables:
----------
PROXY_PORT=$port
PROXY_UID=$user
INBOUND_INTERCEPTION_MODE=$mode
INBOUND_PORTS_INCLUDE=$inbound
INBOUND_PORTS_EXCLUDE=$uninbound
OUTBOUND_IP_RANGES_INCLUDE=$include
OUTBOUND_IP_RANGES_EXCLUDE=$exclude

+ iptables -t nat -N ISTIO_REDIRECT
+ iptables -t nat -A ISTIO_REDIRECT -p tcp -j REDIRECT --to-port $port
+ iptables -t nat -N ISTIO_INBOUND
+ iptables -t nat -A PREROUTING -p tcp -j ISTIO_INBOUND
TEXT
for to in $(echo "$inbound" | tr , ' '); do
  echo "+ iptables -t nat -A ISTIO_INBOUND -p tcp --dport $to -j ISTIO_IN_REDIRECT"
done
cat <<TEXT
+ iptables -t nat -N ISTIO_OUTPUT
+ iptables -t nat -A OUTPUT -p tcp -j ISTIO_OUTPUT
+ iptables -t nat -A ISTIO_OUTPUT -m owner --uid-owner $user -j RETURN
+ iptables -t nat -A ISTIO_OUTPUT -d 127.0.0.1/32 -j RETURN
+ iptables -t nat -A ISTIO_OUTPUT -j ISTIO_REDIRECT
TEXT
