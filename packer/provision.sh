#!/bin/sh
# Makes an image a runner: the programs that jobs need, the runner, its service, security updates. Run once, as root, on Debian or Amazon
# Linux, when a machine image or a container image is built. It fetches nothing that it does not check, starts nothing, and needs no systemd.
#   LANDFALL_ARCHIVE  the runner's archive that `make dist` makes, a file
#   LANDFALL_SHA256   its SHA-256; nothing of it is unpacked that has another
#   LANDFALL_TOOLS    which tools to install of git, which is the distribution's, and the pinned ones; by default all; "none" for none
#   LANDFALL_IMAGE    machine (default) or container, where there is no service
#   LANDFALL_TRAIN    yes (default) makes the start-up caches
set -eu
fail() {
  echo "provision.sh: $1" >&2
  exit 1
}
archive=${LANDFALL_ARCHIVE:?say which archive of the runner to install}
sum=${LANDFALL_SHA256:?say which SHA-256 the archive has}
tools=${LANDFALL_TOOLS:-}
image=${LANDFALL_IMAGE:-machine}
umask 022
[ "$(id -u)" = 0 ] || fail "it takes root to make an image"
case $image in machine | container) ;; *) fail "LANDFALL_IMAGE is machine or container, not '$image'" ;; esac
echo "$sum  $archive" | sha256sum --check --status || fail "$archive has another SHA-256 than $sum; nothing of it was unpacked"

packages='ca-certificates curl nftables unzip util-linux'
case " ${tools:-git} " in *' git '*) packages="$packages git openssh-client" ;; esac
[ "$image" = container ] || packages="$packages unattended-upgrades"
if command -v dnf >/dev/null; then
  packages=$(echo "$packages" | sed 's/openssh-client/openssh-clients/; s/unattended-upgrades/dnf-automatic/; s/ curl / /')
  # shellcheck disable=SC2086 # a list
  dnf install --assumeyes --quiet $packages
else
  missing=''
  for package in $packages; do
    dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
  done
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # a list
  [ -z "$missing" ] || { apt-get update --quiet && apt-get install --yes --quiet --no-install-recommends $missing; }
fi

rm -rf /opt/landfall
mkdir -p /opt/landfall
tar --extract --gzip --no-same-owner --strip-components=1 --directory=/opt/landfall --file="$archive"
ln -sfn ../../opt/landfall/landfall /usr/bin/landfall
# shellcheck disable=SC2046 # names, or nothing for all
case $tools in
  none | git) ;;
  *) /opt/landfall/libexec/install-tools $(echo " $tools " | sed 's/ git / /g') ;;
esac

if [ "${LANDFALL_TRAIN:-yes}" = yes ]; then
  /opt/landfall/libexec/train
  rm -f /opt/landfall/aot/*.log
fi
if [ "$image" = machine ]; then
  /opt/landfall/libexec/install-service
  if command -v dnf >/dev/null; then
    sed -i -e 's/^upgrade_type.*/upgrade_type = security/' -e 's/^apply_updates.*/apply_updates = yes/' /etc/dnf/automatic.conf
    systemctl --quiet enable dnf-automatic.timer
  else
    printf '%s\n' 'APT::Periodic::Update-Package-Lists "1";' 'APT::Periodic::Unattended-Upgrade "1";' \
      'Unattended-Upgrade::Automatic-Reboot "false";' >/etc/apt/apt.conf.d/52landfall
  fi
else
  install -d -m 0711 /var/lib/landfall /var/lib/landfall-work
fi
# what every machine must make for itself
rm -f /etc/ssh/ssh_host_*_key* /var/lib/dbus/machine-id
[ ! -f /etc/machine-id ] || : >/etc/machine-id
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/dnf
cat /opt/landfall/VERSION
