#!/usr/bin/env bash
# A path of four routers on which SYNs die in known places, in network namespaces.
#
#   netns-chain.sh
#
# Builds it, prints "scanner NAMESPACE" and a line "ADDRESS FATE HOP" for each destination, a
# prefix among them, then "ready"; holds it all until standard input ends or a signal comes. A trace is run with:
# ip netns exec NAMESPACE COMMAND...
#
# scanner -- r1 -- r2 -- r3 -- r4 -- hosts, five hops; the last namespace answers for all of
# 10.88.0.0/16 on ports 3389 and 445, and for fd00:88::/32: on 3389 with a Connection Confirm. HOP is the router at fault, 5 the host.
# Routers limit their ICMP errors as Linux does by default. All of it is in namespaces named
# rdpsweep-PID-*, PID being this script's; they are removed in the end, with those of earlier runs
# that were killed, and nothing else is.
#
# Needs root and the right to make namespaces, and Debian's iproute2, nftables, procps and python3.
# Exits with 77, and the reason on standard error, where it cannot run.
set -euo pipefail

PREFIX=rdpsweep-$$
NODES=(scan r1 r2 r3 r4 hosts)
HOSTS=10.88.0.0/16
HOSTS6=fd00:88::/32

# ADDRESS  FATE  HOP
destinations() {
  cat <<'LIST'
10.88.0.1 answers 5
10.88.1.1 dropped 1
10.88.2.1 dropped 2
10.88.3.1 dropped 3
10.88.4.1 dropped 4
10.88.5.1 dropped 5
10.88.11.1 prohibited 1
10.88.12.1 prohibited 2
10.88.13.1 prohibited 3
10.88.14.1 prohibited 4
10.88.15.1 prohibited 5
10.88.22.1 reset 2
10.88.25.1 reset 5
10.88.32.1 quiet-router 2
10.88.33.1 port-dropped 3
10.88.34.1 down 4
10.88.35.1 loop 3
10.88.43.1 net-unreachable 3
10.88.53.1 quiet-and-dropped 3
10.88.103.0/24 dropped 3
fd00:88::1 answers 5
fd00:88:2::1 dropped 2
fd00:88:13::1 prohibited 3
LIST
}

cannot() { echo "netns-chain.sh: $1" >&2; exit 77; }

in_ns() { ip netns exec "$PREFIX-$1" "${@:2}"; }

rule() { # node chain rule...
  in_ns "$1" nft add rule inet rdpsweep "${@:2}"
}

link() { # n: from node n to the next one, named "right" and "left"
  local n=$1 a=${NODES[$1]} b=${NODES[$1 + 1]}
  ip link add right netns "$PREFIX-$a" type veth peer name left netns "$PREFIX-$b" 2>"$DIR/log" ||
    cannot "no veth pairs: $(cat "$DIR/log")"
  in_ns "$a" ip addr add "10.87.$n.1/30" dev right
  in_ns "$b" ip addr add "10.87.$n.2/30" dev left
  in_ns "$a" ip addr add "fd00:87:$n::1/64" dev right nodad
  in_ns "$b" ip addr add "fd00:87:$n::2/64" dev left nodad
  in_ns "$a" ip link set right up
  in_ns "$b" ip link set left up
}

build_node() { # n
  local n=$1 node=${NODES[$1]} net
  in_ns "$node" ip link set lo up
  in_ns "$node" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
  in_ns "$node" nft add table inet rdpsweep 2>"$DIR/log" || cannot "no nftables: $(cat "$DIR/log")"
  for net in input forward prerouting; do
    in_ns "$node" nft add chain inet rdpsweep "$net" "{ type filter hook $net priority 0; }"
  done
}

route() { # n: to the hosts on the right, and to the scanner on the left
  local n=$1 node=${NODES[$1]}
  if [ "$n" -lt 5 ]; then
    in_ns "$node" ip route add "$HOSTS" via "10.87.$n.2"
    in_ns "$node" ip route add "$HOSTS6" via "fd00:87:$n::2"
  fi
  if [ "$n" -gt 1 ]; then
    in_ns "$node" ip route add 10.87.0.0/30 via "10.87.$((n - 1)).1"
    in_ns "$node" ip route add fd00:87::/64 via "fd00:87:$((n - 1))::1"
  fi
}

break_path() { # address fate hop
  local address=$1 fate=$2 hop=$3 node=${NODES[$3]} hook=forward ip=ip
  [ "$hop" -lt 5 ] || hook=input
  [ "${address#*:}" = "$address" ] || ip=ip6
  case $fate in
    answers) ;;
    dropped) rule "$node" "$hook" "$ip" daddr "$address" drop ;;
    prohibited)
      rule "$node" "$hook" "$ip" daddr "$address" reject with icmpx type admin-prohibited ;;
    reset) rule "$node" "$hook" "$ip" daddr "$address" meta l4proto tcp reject with tcp reset ;;
    quiet-router) rule "$node" prerouting "$ip" daddr "$address" ip ttl 1 drop ;;
    quiet-and-dropped) # behind a router that never says so: seen from outside, hop 2 is the last
      rule "$node" prerouting "$ip" daddr "$address" ip ttl 1 drop
      rule "$node" forward "$ip" daddr "$address" drop ;;
    port-dropped) rule "$node" forward "$ip" daddr "$address" tcp dport 3389 drop ;;
    down) in_ns "$node" ip route add "${address%.*}.0/24" dev right ;; # ARP stays unanswered
    loop) in_ns "${NODES[$hop + 1]}" ip route add "${address%.*}.0/24" via "10.87.$hop.1" ;;
    net-unreachable) in_ns "$node" ip route add unreachable "${address%.*}.0/24" ;;
  esac
}

build() {
  local n address fate hop node
  for node in "${NODES[@]}"; do
    ip netns add "$PREFIX-$node" 2>"$DIR/log" || cannot "no namespaces: $(cat "$DIR/log")"
  done
  for n in 0 1 2 3 4 5; do build_node "$n"; done
  for n in 0 1 2 3 4; do link "$n"; done
  for n in 0 1 2 3 4 5; do route "$n"; done
  in_ns hosts ip route add local "$HOSTS" dev lo
  in_ns hosts ip route add local "$HOSTS6" dev lo
  while read -r address fate hop; do
    break_path "$address" "$fate" "$hop"
  done < <(destinations)
  # Proxy ARP is off: the host namespace keeps quiet for addresses that r4 looks for on the link.
  in_ns hosts sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.left.arp_ignore=1
  # pdeathsig: it ends even where this script is killed.
  setpriv --pdeathsig TERM ip netns exec "$PREFIX-hosts" \
    python3 -c "$LISTENER" >"$DIR/hosts.log" 2>&1 </dev/null &
  PIDS+=($!)
  until [ "$(in_ns hosts ss -Hltn '( sport = :3389 or sport = :445 )' | wc -l)" -eq 2 ]; do
    kill -0 "${PIDS[0]}" 2>/dev/null || { cat "$DIR/hosts.log" >&2; exit 1; }
    sleep 0.1
  done
}

LISTENER='
import socket, socketserver, threading

# TPKT, X.224 Connection Confirm, RDP_NEG_RSP with PROTOCOL_HYBRID.
CONFIRM = bytes.fromhex("030000130ed000001234000200080002000000")

class Host(socketserver.BaseRequestHandler):
    def handle(self):
        try:
            if self.server.server_address[1] == 3389 and self.request.recv(512):
                self.request.sendall(CONFIRM)
                self.request.recv(512)
        except OSError:
            pass

class Server(socketserver.ThreadingTCPServer):
    address_family = socket.AF_INET6
    daemon_threads = True
    request_queue_size = 512

threading.Thread(target=Server(("::", 445), Host).serve_forever).start()
Server(("::", 3389), Host).serve_forever()
'

namespaces() { # prefix
  ip netns list | awk -v prefix="$1-" 'index($1, prefix) == 1 { print $1 }'
}

remove_namespaces() { # prefix
  local namespace
  for namespace in $(namespaces "$1"); do
    ip netns del "$namespace"
  done
}

# What is left of runs that were killed: their process is gone, and no program is in there.
remove_leftovers() {
  local pid
  for pid in $(ip netns list | sed -n 's/^rdpsweep-\([0-9]\+\)-.*/\1/p' | sort -u); do
    [ -e "/proc/$pid" ] || remove_namespaces "rdpsweep-$pid"
  done
}

stop() {
  local pid
  for pid in "${PIDS[@]}"; do
    kill -TERM "$pid" 2>/dev/null || true
  done
  wait
  remove_namespaces "$PREFIX"
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
remove_leftovers
build
echo "scanner $PREFIX-scan"
destinations
echo ready
while read -r _; do :; done
