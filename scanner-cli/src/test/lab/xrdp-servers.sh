#!/usr/bin/env bash
# Real xrdp servers on loopback, one for each security configuration.
#
#   xrdp-servers.sh
#
# Starts them, prints a line for each, NAME ADDRESS PORT ACCEPTS, then "ready", and holds them until
# standard input ends or a signal comes. ACCEPTS is the truth that a scanner should find: rdp is
# standard RDP security with its encryption level, tls is enhanced RDP security with its versions.
# xrdp never offers CredSSP, RDSTLS or early user authorization.
#
# Needs root (for xrdp's socket directory in /run), and Debian's xrdp and openssl. Exits with 77, and
# the reason on standard error, where it cannot run.
#
#   LAB_NET    servers listen on LAB_NET.1, LAB_NET.2, ...; default: a /24 of 127/8 of this run's own
#   LAB_PORT   default: 3389
set -euo pipefail

NET=${LAB_NET:-127.$((64 + $$ / 256 % 128)).$(($$ % 256))}
PORT=${LAB_PORT:-3389}

# name  last-octet  security_layer  crypt_level  ssl_protocols  certificate  accepts  [tls_ciphers]
# cert-weak: OpenSSL refuses the 1024-bit key; xrdp selects TLS, then drops the connection.
# no-key: the certificate files are missing, so 'negotiate' falls back to standard RDP.
servers() {
  cat <<'LIST'
negotiate     1 negotiate high   TLSv1.2,TLSv1.3 valid   rdp:high,tls1.2,tls1.3
tls           2 tls       high   TLSv1.2,TLSv1.3 valid   tls1.2,tls1.3
rdp-high      3 rdp       high   TLSv1.2,TLSv1.3 valid   rdp:high
rdp-medium    4 rdp       medium TLSv1.2,TLSv1.3 valid   rdp:client-compatible
rdp-low       5 rdp       low    TLSv1.2,TLSv1.3 valid   rdp:low
rdp-none      6 rdp       none   TLSv1.2,TLSv1.3 valid   rdp:none
rdp-fips      7 rdp       fips   TLSv1.2,TLSv1.3 valid   rdp:fips
tls12-only    8 tls       high   TLSv1.2         valid   tls1.2
tls13-only    9 tls       high   TLSv1.3         valid   tls1.3
cert-expired 10 negotiate high   TLSv1.2,TLSv1.3 expired rdp:high,tls1.2,tls1.3
cert-weak    11 negotiate high   TLSv1.2,TLSv1.3 weak    rdp:high,tls-broken
cert-ec      12 tls       high   TLSv1.2,TLSv1.3 ec      tls1.2,tls1.3
no-key       13 negotiate high   TLSv1.2,TLSv1.3 missing rdp:high
legacy-tls   14 tls       high   TLSv1,TLSv1.1   valid   tls1.0,tls1.1 DEFAULT:@SECLEVEL=0
cert-sha1    15 tls       high   TLSv1.2,TLSv1.3 sha1    tls1.2,tls1.3
LIST
}

cannot() { echo "xrdp-servers.sh: $1" >&2; exit 77; }

make_cert() { # file-name common-name openssl-arguments...
  local name=$1 subject=$2; shift 2
  openssl req -x509 -nodes -subj "/CN=$subject" -addext "subjectAltName=DNS:$subject" \
    -keyout "$DIR/certs/$name.key" -out "$DIR/certs/$name.pem" "$@" 2>/dev/null
}

# 'openssl req' makes no certificate that lies in the past; 'openssl ca' does.
make_expired_cert() {
  cd "$DIR/certs"
  openssl req -new -nodes -newkey rsa:2048 -subj /CN=xrdp-expired.lab.test \
    -keyout expired.key -out expired.csr 2>/dev/null
  : >index.txt
  echo 01 >serial
  cat >ca.cnf <<'CNF'
[ca]
default_ca=c
[c]
database=index.txt
new_certs_dir=.
serial=serial
default_md=sha256
policy=p
[p]
commonName=supplied
CNF
  openssl ca -batch -config ca.cnf -selfsign -keyfile expired.key -in expired.csr \
    -startdate 20200101000000Z -enddate 20210101000000Z -out expired.pem -notext 2>/dev/null
}

make_certs() {
  mkdir -p "$DIR/certs"
  make_cert valid xrdp-valid.lab.test -newkey rsa:2048 -days 365 -sha256
  make_cert weak xrdp-weak.lab.test -newkey rsa:1024 -days 3650 -sha1
  make_cert sha1 xrdp-sha1.lab.test -newkey rsa:2048 -days 3650 -sha1
  make_cert ec xrdp-ec.lab.test -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 365 -sha256
  (make_expired_cert)
}

write_ini() { # name address security crypt protocols cert [tls_ciphers]
  local cert=$DIR/certs/$6
  cat >"$DIR/$1.ini" <<INI
[Globals]
ini_version=1
fork=true
port=tcp://$2:$PORT
tcp_nodelay=true
tcp_keepalive=true
security_layer=$3
crypt_level=$4
certificate=$cert.pem
key_file=$cert.key
ssl_protocols=${5//,/, }
max_bpp=32
${7:+tls_ciphers=$7
}[Logging]
LogFile=$DIR/$1.log
LogLevel=INFO
EnableSyslog=false
[Xvnc]
name=Xvnc
lib=libvnc.so
username=ask
password=ask
ip=127.0.0.1
port=-1
code=0
INI
}

listening() { ss -Hltn "src $1" | grep -q .; }

start() {
  local name octet security crypt protocols cert accepts ciphers tries
  while read -r name octet security crypt protocols cert accepts ciphers; do
    write_ini "$name" "$NET.$octet" "$security" "$crypt" "$protocols" "$cert" "$ciphers"
    # A session of its own: xrdp forks for each connection, and all of it has to end together.
    # pdeathsig: it ends even where this script is killed.
    setsid setpriv --pdeathsig TERM xrdp -n -c "$DIR/$name.ini" \
      >"$DIR/$name.out" 2>&1 </dev/null &
    PIDS+=($!)
  done < <(servers)
  while read -r name octet _; do
    tries=0
    until listening "$NET.$octet:$PORT"; do
      tries=$((tries + 1))
      if [ "$tries" -eq 100 ]; then
        echo "xrdp-servers.sh: $name does not listen:" >&2
        cat "$DIR/$name.out" "$DIR/$name.log" >&2 || true
        exit 1
      fi
      sleep 0.1
    done
  done < <(servers)
}

truth() {
  local name octet accepts
  while read -r name octet _ _ _ _ accepts _; do
    echo "$name $NET.$octet $PORT $accepts"
  done < <(servers)
}

stop() {
  local pid
  for pid in "${PIDS[@]}"; do
    kill -TERM -- "-$pid" 2>/dev/null || true
  done
  wait
  rm -rf "$DIR"
}

for tool in xrdp openssl setpriv setsid ss; do
  [ -n "$(command -v $tool)" ] || cannot "$tool is not installed"
done
[ "$(id -u)" -eq 0 ] || cannot "xrdp needs root"
! listening "$NET.1:$PORT" || cannot "$NET.1:$PORT is in use"
mkdir -p /run/xrdp/sockdir

PIDS=()
DIR=$(mktemp -d)
trap stop EXIT
trap 'exit 130' INT TERM HUP
make_certs
start
truth
echo ready
while read -r _; do :; done
