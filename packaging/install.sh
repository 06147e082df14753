#!/bin/sh
# Installs the Landfall runner @VERSION@ on a Linux machine with systemd, as root, in /opt/landfall:
#   sh install.sh --from https://artifacts.example.com/landfall [--tools "terraform helm kubectl"]
# --from is the address, or the folder, that holds the archives of this version. Their SHA-256 are below: nothing of an archive is run,
# nor unpacked, that has another one. What runs already finishes its jobs first. The runner starts when /etc/landfall/runner.env is there.
set -eu
version='@VERSION@'
amd64='@amd64@'
arm64='@arm64@'

fail() {
  echo "install.sh: $1" >&2
  exit "${2:-1}"
}

# a script that arrives in part does nothing: all of it is in functions
main() {
  from=''
  tools=''
  while [ $# -gt 0 ]; do
    case $1 in
      --from) [ $# -ge 2 ] && from=$2 && shift 2 ;;
      --tools) [ $# -ge 2 ] && tools=$2 && shift 2 ;;
      *) fail "there is no option '$1'; there are --from and --tools" 2 ;;
    esac || fail "$1 needs a value" 2
  done
  [ -n "$from" ] || fail "say with --from where the archives of version $version are" 2
  [ "$(id -u)" = 0 ] || fail "run it as root: it makes a user, folders and a service"
  case $(uname -m) in
    x86_64) architecture=amd64 sum=$amd64 ;;
    aarch64 | arm64) architecture=arm64 sum=$arm64 ;;
    *) fail "there is no runner for the processor $(uname -m)" ;;
  esac
  [ -n "$sum" ] || fail "version $version was not made for $architecture"
  name=landfall-runner-$version-linux-$architecture.tar.gz
  work=$(mktemp -d)
  trap 'rm -rf "$work" /opt/landfall.new' EXIT
  fetch
  echo "$sum  $work/$name" | sha256sum --check --status ||
    fail "$from/$name has another SHA-256 than $sum; nothing of it was unpacked or run"
  unpack
  /opt/landfall/libexec/install-service
  # shellcheck disable=SC2086 # names
  [ -z "$tools" ] || /opt/landfall/libexec/install-tools $tools
  echo "Landfall runner $version is in /opt/landfall. Settings: /etc/landfall/runner.env, as in /opt/landfall/libexec/runner.env.example"
}

fetch() {
  case $from in
    https://*)
      curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 5 --retry-connrefused --max-time 600 \
        --output "$work/$name" "$from/$name" || fail "$from/$name could not be fetched"
      ;;
    *://*) fail "$from is not HTTPS" 2 ;;
    *) cp "$from/$name" "$work/$name" || fail "$from/$name could not be read" ;;
  esac
}

unpack() {
  rm -rf /opt/landfall.new
  mkdir -p /opt/landfall.new
  tar --extract --gzip --no-same-owner --strip-components=1 --directory=/opt/landfall.new --file="$work/$name"
  [ ! -d /run/systemd/system ] || systemctl stop landfall-supervisor.path landfall-supervisor.service landfall-runner.service 2>/dev/null || true
  rm -rf /opt/landfall.old
  [ ! -e /opt/landfall ] || mv /opt/landfall /opt/landfall.old
  mv /opt/landfall.new /opt/landfall
  rm -rf /opt/landfall.old
}

main "$@"
