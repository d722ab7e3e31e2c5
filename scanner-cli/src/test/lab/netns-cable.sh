#!/usr/bin/env bash
# A scanner whose own cable can be pulled, in network namespaces.
#
#   netns-cable.sh
#
# Builds scanner -- router -- fleet, and prints "scanner NAMESPACE", then "ready". The fleet answers
# RDP on all of 10.87.1.0/24, and on none of 10.87.2.0/24, where SYNs to port 3389 are dropped and all
# others are answered by a reset. The router's 10.87.255.1 refuses: a control.
#
# Reads orders from standard input, and prints "done ORDER" when one is carried out:
#   pull   the router's end of the scanner's cable goes down: the carrier is lost
#   plug   it is up again
#   down   the scanner's own interface goes down, and its routes with it
#   up     both are back
#   block  the router drops all of the scanner's packets, silently
#   pass   and lets them pass again
#
# All of it is in namespaces named rdpsweep-PID-*, PID being this script's, and removed when standard
# input ends. Needs root and the right to make namespaces, and Debian's iproute2, nftables, procps,
# openssl and python3. Exits with 77, and the reason on standard error, where it cannot run.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PREFIX=rdpsweep-$$
NET=10.87
PORT=3389

cannot() { echo "netns-cable.sh: $1" >&2; exit 77; }

in_ns() { ip netns exec "$PREFIX-$1" "${@:2}"; }

link() { # ns-a addr-a ns-b addr-b: a veth pair; each end is named after its peer
  local a="v-$3" b="v-$1"
  ip link add "$a" netns "$PREFIX-$1" type veth peer name "$b" netns "$PREFIX-$3" 2>"$DIR/log" ||
    cannot "no veth pairs: $(cat "$DIR/log")"
  in_ns "$1" ip addr add "$2" dev "$a"
  in_ns "$1" ip link set "$a" up
  in_ns "$3" ip addr add "$4" dev "$b"
  in_ns "$3" ip link set "$b" up
}

build() {
  local space tries=0
  openssl req -x509 -nodes -newkey rsa:2048 -days 30 -subj /CN=fleet.lab.test \
    -keyout "$DIR/key.pem" -out "$DIR/cert.pem" 2>/dev/null
  ip netns add "$PREFIX-scan" 2>"$DIR/log" || cannot "no namespaces: $(cat "$DIR/log")"
  ip netns add "$PREFIX-router"
  ip netns add "$PREFIX-fleet"
  for space in scan router fleet; do
    in_ns "$space" ip link set lo up
  done
  link scan "$NET.255.2/30" router "$NET.255.1/30"
  link router "$NET.254.1/30" fleet "$NET.254.2/30"
  in_ns scan ip route add default via "$NET.255.1"
  in_ns fleet ip route add default via "$NET.254.1"
  in_ns router sysctl -qw net.ipv4.ip_forward=1
  in_ns router ip route add "$NET.0.0/16" via "$NET.254.2"
  in_ns fleet ip route add local "$NET.1.0/24" dev lo
  in_ns fleet ip route add local "$NET.2.0/24" dev lo
  in_ns fleet nft add table inet rdpsweep 2>"$DIR/log" || cannot "no nftables: $(cat "$DIR/log")"
  in_ns fleet nft add chain inet rdpsweep input '{ type filter hook input priority 0; }'
  in_ns fleet nft add rule inet rdpsweep input ip daddr "$NET.2.0/24" tcp dport "$PORT" drop
  setpriv --pdeathsig TERM ip netns exec "$PREFIX-fleet" \
    python3 "$HERE/responder.py" --port "$PORT" --cert "$DIR/cert.pem" --key "$DIR/key.pem" \
    "$NET.1.0/24=nla" >"$DIR/fleet.log" 2>&1 </dev/null &
  RESPONDER=$!
  until in_ns fleet ss -Hltn "sport = :$PORT" | grep -q . &&
    in_ns scan ip -o link show dev v-router | grep -q 'state UP'; do
    tries=$((tries + 1))
    if [ "$tries" -eq 300 ]; then
      echo "netns-cable.sh: no responder listens:" >&2
      cat "$DIR/fleet.log" >&2
      exit 1
    fi
    sleep 0.1
  done
}

obey() { # order
  case $1 in
    pull) in_ns router ip link set v-scan down ;;
    plug) in_ns router ip link set v-scan up ;;
    down) in_ns scan ip link set v-router down ;;
    up)
      in_ns scan ip link set v-router up
      in_ns scan ip route add default via "$NET.255.1" ;;
    block)
      in_ns router nft add table inet block
      in_ns router nft add chain inet block incoming '{ type filter hook prerouting priority 0; }'
      in_ns router nft add rule inet block incoming iifname v-scan drop ;;
    pass) in_ns router nft delete table inet block ;;
    *)
      echo "netns-cable.sh: no such order: $1" >&2
      exit 2 ;;
  esac
}

namespaces() { # prefix
  ip netns list | awk -v prefix="$1-" 'index($1, prefix) == 1 { print $1 }'
}

stop() {
  local namespace
  [ -z "$RESPONDER" ] || kill -TERM "$RESPONDER" 2>/dev/null || true
  wait
  for namespace in $(namespaces "$PREFIX"); do
    ip netns del "$namespace"
  done
  rm -rf "$DIR"
}

for tool in ip nft openssl python3 setpriv ss sysctl; do
  [ -n "$(command -v $tool)" ] || cannot "$tool is not installed"
done
[ "$(id -u)" -eq 0 ] || cannot "network namespaces need root"

RESPONDER=
DIR=$(mktemp -d)
trap stop EXIT
trap 'exit 130' INT TERM HUP
build
echo "scanner $PREFIX-scan"
echo ready
while read -r order; do
  obey "$order"
  echo "done $order"
done
