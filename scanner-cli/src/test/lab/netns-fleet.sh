#!/usr/bin/env bash
# A fleet of 19 network segments with known faults, in network namespaces.
#
#   netns-fleet.sh
#
# Builds it, prints "scanner NAMESPACE", a line "PREFIX CAUSE" for each segment and
# "ADDRESS BEHAVIOUR" for each special host of the mixed segment, then "ready"; holds it all until
# standard input ends or a signal comes. A scanner is run with: ip netns exec NAMESPACE COMMAND...
#
# scanner -- router -- one namespace for each segment, which answers for all of its 10.89.N.0/24.
# Firewall rules sit on the router. All of it is in namespaces named rdpsweep-PID-*, PID being this
# script's; they are removed in the end, with those of earlier runs that were killed, and nothing
# else is.
#
# Needs root and the right to make namespaces, and Debian's iproute2, nftables, openssl, procps and
# python3. Exits with 77, and the reason on standard error, where it cannot run.
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PREFIX=rdpsweep-$$
NET=10.89
PORT=3389

# N  segment       cause
segments() {
  cat <<'LIST'
1  healthy      healthy
2  dropped      dropped-at-router
3  prohibited   rejected-admin-prohibited
4  closed       port-closed
5  hung         service-hung
6  loss         packet-loss-10
7  oneway       one-way-replies-dropped
8  reset        rejected-tcp-reset
9  hostdown     hosts-down
10 noroute      no-route-at-router
11 backlog      accept-queue-full
12 datadrop     payload-dropped-after-handshake
13 mtu          path-mtu-blackhole
14 loop         routing-loop
15 hostunreach  rejected-host-unreachable
16 portunreach  rejected-port-unreachable
17 slow         answers-late
18 mixed        mixed
19 portdrop     port-dropped
LIST
}

# Hosts of the mixed segment, by last octet; every other address there closes at once.
mixed() {
  cat <<'LIST'
1 nla
2 tls
3 rdp
4 old
5 fail:5
6 fail:2
7 unasked
8 silent
9 tarpit
10 close
11 closecr
12 reset
13 resetcr
14 half
15 halfclose
16 drip:0.3
17 drip:3
18 delay:2
19 ssh
20 http
21 garbage
22 tlsstall
23 tlsclose
LIST
}

cannot() { echo "netns-fleet.sh: $1" >&2; exit 77; }

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

rule() { in_ns router nft add rule inet rdpsweep forward "$@"; }

respond() { # segment responder-arguments...
  local segment=$1; shift
  # pdeathsig: it ends even where this script is killed.
  setpriv --pdeathsig TERM ip netns exec "$PREFIX-$segment" \
    python3 "$HERE/responder.py" --port "$PORT" --cert "$DIR/cert.pem" --key "$DIR/key.pem" "$@" \
    >"$DIR/$segment.log" 2>&1 </dev/null &
  PIDS+=($!)
  RESPONDERS+=("$segment")
}

build_segment() { # N segment
  local n=$1 segment=$2 sub=$NET.$1.0/24 rules=() octet behaviour
  ip netns add "$PREFIX-$segment"
  in_ns "$segment" ip link set lo up
  link router "$NET.254.$((n * 4 + 1))/30" "$segment" "$NET.254.$((n * 4 + 2))/30"
  in_ns "$segment" ip route add default via "$NET.254.$((n * 4 + 1))"
  case $segment in
    noroute) return ;;
    hostdown) # ARP stays unanswered
      in_ns router ip route add "$sub" dev "v-$segment"
      return ;;
    loop)
      in_ns router ip route add "$sub" via "$NET.254.$((n * 4 + 2))"
      in_ns "$segment" sysctl -qw net.ipv4.ip_forward=1
      return ;;
  esac
  in_ns router ip route add "$sub" via "$NET.254.$((n * 4 + 2))"
  in_ns "$segment" ip route add local "$sub" dev lo
  case $segment in
    healthy) respond "$segment" "$sub=nla" ;;
    dropped)
      rule ip daddr "$sub" drop
      respond "$segment" "$sub=nla" ;;
    portdrop) # its other ports refuse, as nobody listens there
      rule ip daddr "$sub" tcp dport "$PORT" drop
      respond "$segment" "$sub=nla" ;;
    prohibited) rule ip daddr "$sub" reject with icmp type admin-prohibited ;;
    hostunreach) rule ip daddr "$sub" reject with icmp type host-unreachable ;;
    portunreach) rule ip daddr "$sub" reject with icmp type port-unreachable ;;
    reset) rule ip daddr "$sub" meta l4proto tcp reject with tcp reset ;;
    closed) ;;
    hung) respond "$segment" "$sub=silent" ;;
    loss)
      rule ip daddr "$sub" numgen random mod 100 '<' 10 drop
      rule ip saddr "$sub" numgen random mod 100 '<' 10 drop
      respond "$segment" "$sub=nla" ;;
    oneway)
      rule ip saddr "$sub" drop
      respond "$segment" "$sub=nla" ;;
    backlog) respond "$segment" --never-accept --backlog 4 ;;
    datadrop)
      rule ip daddr "$sub" meta length '>' 64 drop
      respond "$segment" "$sub=nla" ;;
    mtu)
      rule ip saddr "$sub" meta length '>' 600 drop
      respond "$segment" "$sub=nla" ;;
    slow) respond "$segment" "$sub=delay:1.5" ;;
    mixed)
      while read -r octet behaviour; do
        rules+=("$NET.$n.$octet/32=$behaviour")
      done < <(mixed)
      respond "$segment" "${rules[@]}" ;;
  esac
}

build() {
  local n segment tries
  openssl req -x509 -nodes -newkey rsa:2048 -days 30 -subj /CN=fleet.lab.test \
    -keyout "$DIR/key.pem" -out "$DIR/cert.pem" 2>/dev/null
  ip netns add "$PREFIX-scan" 2>"$DIR/log" || cannot "no namespaces: $(cat "$DIR/log")"
  ip netns add "$PREFIX-router"
  in_ns scan ip link set lo up
  in_ns router ip link set lo up
  link scan "$NET.255.2/30" router "$NET.255.1/30"
  in_ns scan ip route add default via "$NET.255.1"
  in_ns router sysctl -qw net.ipv4.ip_forward=1
  in_ns router nft add table inet rdpsweep 2>"$DIR/log" || cannot "no nftables: $(cat "$DIR/log")"
  in_ns router nft add chain inet rdpsweep forward '{ type filter hook forward priority 0; }'
  while read -r n segment _; do
    build_segment "$n" "$segment"
  done < <(segments)
  for segment in "${RESPONDERS[@]}"; do
    tries=0
    until in_ns "$segment" ss -Hltn "sport = :$PORT" | grep -q .; do
      tries=$((tries + 1))
      if [ "$tries" -eq 300 ]; then
        echo "netns-fleet.sh: no responder listens in $segment:" >&2
        cat "$DIR/$segment.log" >&2
        exit 1
      fi
      sleep 0.1
    done
  done
}

truth() {
  local n segment cause octet behaviour
  echo "scanner $PREFIX-scan"
  while read -r n segment cause; do
    echo "$NET.$n.0/24 $cause"
    [ "$segment" = mixed ] || continue
    while read -r octet behaviour; do
      echo "$NET.$n.$octet $behaviour"
    done < <(mixed)
  done < <(segments)
}

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

for tool in ip nft openssl python3 setpriv ss sysctl; do
  [ -n "$(command -v $tool)" ] || cannot "$tool is not installed"
done
[ "$(id -u)" -eq 0 ] || cannot "network namespaces need root"

PIDS=()
RESPONDERS=()
DIR=$(mktemp -d)
trap stop EXIT
trap 'exit 130' INT TERM HUP
remove_leftovers
build
truth
echo ready
while read -r _; do :; done
