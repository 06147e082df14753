# A machine in namespaces of its own: $1 is the tree of its system, which stays as it is, $2 a folder for what is written. It says
# "ready" when programs can be run in it, and starts systemd when it is told to, by a line.
set -eu
mkdir -p "$2/upper" "$2/work" "$2/root"
mount --make-rprivate /
mount -t tmpfs -o mode=0755 tmpfs "$2/upper"
mkdir "$2/upper/files" "$2/upper/work"
mount -t overlay -o "lowerdir=$1,upperdir=$2/upper/files,workdir=$2/upper/work" overlay "$2/root"
cd "$2/root"
mount -t proc proc proc
# what is set there would be set for the machine outside
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
  mount -t cgroup2 cgroup2 sys/fs/cgroup
else
  mount -t tmpfs tmpfs sys/fs/cgroup
  mkdir sys/fs/cgroup/systemd
  mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
fi
mount -t tmpfs tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
mount --rbind /dev dev
mkdir -p outside
pivot_root . outside
cp /outside/etc/resolv.conf /etc/resolv.conf 2>/dev/null || true
umount -l /outside
echo machine >/etc/hostname
echo ready
read -r _
exec env -i container=landfall PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=multi-user.target --log-target=console </dev/null
