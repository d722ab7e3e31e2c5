#!/usr/bin/env bash
# Network segments that lose packets in known ways, in network namespaces.
#
#   netns-loss.sh
#
# Builds them, prints "scanner NAMESPACE" and a line "PREFIX SEGMENT" for each prefix, then "ready";
# holds it all until standard input ends or a signal comes.
#
# scanner -- router -- hosts: one namespace that answers for 10.88.N.0/24 and fd88::N:0/120, with a
# listener that confirms standard RDP security. Firewall rules sit on the router, and concern the way
# to the hosts only, so that a loss is what it is called. All of it is in namespaces named
# rdpsweep-PID-*, PID being this script's; they are removed in the end.
#
# Needs root and the right to make namespaces, and Debian's iproute2, nftables, procps, util-linux and
# python3. Exits with 77, and the reason on standard error, where it cannot run.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PREFIX=rdpsweep-$$
NET=10.88
NET6=fd88
PORT=3389
EF=46

# N  segment
segments() {
  cat <<'LIST'
1 loss-0
2 loss-1
3 loss-5
4 loss-10
5 loss-20
6 first-syn-lost
7 turns-away-every-other
8 refuses-marked
9 loses-marked-15
LIST
}

cannot() { echo "netns-loss.sh: $1" >&2; exit 77; }

in_ns() { ip netns exec "$PREFIX-$1" "${@:2}"; }

link() { # ns-a ns-b N: a veth pair; each end is named after its peer
  ip link add "v-$2" netns "$PREFIX-$1" type veth peer name "v-$1" netns "$PREFIX-$2" \
    2>"$DIR/log" || cannot "no veth pairs: $(cat "$DIR/log")"
  in_ns "$1" ip addr add "$NET.25$3.1/30" dev "v-$2"
  in_ns "$2" ip addr add "$NET.25$3.2/30" dev "v-$1"
  in_ns "$1" ip addr add "$NET6:25$3::1/64" dev "v-$2" nodad
  in_ns "$2" ip addr add "$NET6:25$3::2/64" dev "v-$1" nodad
  in_ns "$1" ip link set "v-$2" up
  in_ns "$2" ip link set "v-$1" up
}

rules() {
  local syn='tcp flags & (syn | ack) == syn'
  cat <<RULES
table inet rdpsweep {
  set seen {
    type ipv4_addr
    flags dynamic
  }
  chain forward {
    type filter hook forward priority 0
    ip daddr $NET.2.0/24 numgen random mod 100 < 1 drop
    ip daddr $NET.3.0/24 numgen random mod 100 < 5 drop
    ip daddr $NET.4.0/24 numgen random mod 100 < 10 drop
    ip daddr $NET.5.0/24 numgen random mod 100 < 20 drop
    ip daddr $NET.6.0/24 $syn ip daddr != @seen add @seen { ip daddr } drop
    ip daddr $NET.7.0/24 $syn numgen inc mod 2 == 1 reject with tcp reset
    ip daddr $NET.8.0/24 ip dscp $EF meta l4proto tcp reject with tcp reset
    ip6 daddr $NET6:8::/64 ip6 dscp $EF meta l4proto tcp reject with tcp reset
    ip daddr $NET.9.0/24 ip dscp $EF numgen random mod 100 < 15 drop
  }
}
RULES
}

respond() { # bind
  # pdeathsig: it ends even where this script is killed.
  setpriv --pdeathsig TERM ip netns exec "$PREFIX-hosts" \
    python3 "$HERE/responder.py" --bind "$1" --port "$PORT" --backlog 4096 0.0.0.0/0=rdp ::/0=rdp \
    >>"$DIR/hosts.log" 2>&1 </dev/null &
  PIDS+=($!)
}

listening() { in_ns hosts ss -Hltn "sport = :$PORT" | wc -l; }

# The kernel may take a second to say so, and a sweep does not begin on a link that is down.
linked() { in_ns scan ip -o link show dev v-router | grep -q 'state UP'; }

build() {
  local namespace n tries=0
  for namespace in scan router hosts; do
    ip netns add "$PREFIX-$namespace" 2>"$DIR/log" || cannot "no namespaces: $(cat "$DIR/log")"
    in_ns "$namespace" ip link set lo up
  done
  link router scan 4
  link router hosts 5
  in_ns scan ip route add default via "$NET.254.1"
  in_ns scan ip -6 route add default via "$NET6:254::1"
  in_ns hosts ip route add default via "$NET.255.1"
  in_ns hosts ip -6 route add default via "$NET6:255::1"
  in_ns router sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  while read -r n _; do
    in_ns router ip route add "$NET.$n.0/24" via "$NET.255.2"
    in_ns hosts ip route add local "$NET.$n.0/24" dev lo
  done < <(segments)
  in_ns router ip -6 route add "$NET6:8::/64" via "$NET6:255::2"
  in_ns hosts ip -6 route add local "$NET6:8::/64" dev lo
  rules | in_ns router nft -f - 2>"$DIR/log" || cannot "no nftables: $(cat "$DIR/log")"
  in_ns hosts sysctl -qw net.core.somaxconn=4096
  respond 0.0.0.0
  respond ::
  until [ "$(listening)" -eq 2 ] && linked; do
    tries=$((tries + 1))
    if [ "$tries" -eq 300 ]; then
      echo "netns-loss.sh: no responder listens, or no link is up:" >&2
      cat "$DIR/hosts.log" >&2
      exit 1
    fi
    sleep 0.1
  done
}

truth() {
  local n segment
  echo "scanner $PREFIX-scan"
  while read -r n segment; do
    echo "$NET.$n.0/24 $segment"
  done < <(segments)
  echo "$NET6:8::/120 refuses-marked"
}

remove_namespaces() {
  local namespace
  for namespace in $(ip netns list | awk -v prefix="$PREFIX-" 'index($1, prefix) == 1 { print $1 }'); do
    ip netns del "$namespace"
  done
}

stop() {
  local pid
  for pid in "${PIDS[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  wait
  remove_namespaces
  rm -rf "$DIR"
}

for tool in ip nft python3 setpriv ss sysctl; do
  [ -n "$(command -v $tool)" ] || cannot "$tool is not installed"
done
[ "$(id -u)" -eq 0 ] || cannot "network namespaces need root"

PIDS=()
DIR=$(mktemp -d)
trap stop EXIT
trap 'exit 130' INT TERM HUP
build
truth
echo ready
while read -r _; do :; done
