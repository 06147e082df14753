# A Kubernetes with one node in namespaces of its own, as root on Linux: nothing of it is seen outside but one network interface and one
# control group, and all of it ends with this script, which ends with its standard input.
#   cluster.sh FOLDER PROGRAMS NUMBER   FOLDER has service-accounts.key and tokens.csv, and gets kubeconfig, certificates and logs;
#                                       PROGRAMS is what build/kubernetes made; NUMBER from 0 to 127 chooses the networks
# The machine is 198.19.(2 NUMBER).1, the node .2, and pods are in 198.19.(2 NUMBER + 1).0/24. It says "started" when its daemons are.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$1
number=$3
group=landfall-kubernetes-$$
outer=lfo$$
inner=lfi$$

roots() { awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/mounts; } # of all hierarchies of control groups

finish() {
  trap - EXIT INT TERM
  kill -KILL "$namespaces" 2>/dev/null || true
  wait "$namespaces" 2>/dev/null || true
  ip link delete "$outer" 2>/dev/null || true
  waited=0
  for root in $(roots); do
    while [ -d "$root/$group" ] && [ "$waited" -lt 100 ]; do
      find "$root/$group" -depth -type d -exec rmdir {} + 2>/dev/null || sleep 0.1
      waited=$((waited + 1))
    done
  done
}
namespaces=''
trap finish EXIT
trap 'exit 130' INT TERM

for root in $(roots); do
  mkdir "$root/$group"
  # where there is but one hierarchy, it has to hand its controllers down
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    tr ' ' '\n' <"$root/cgroup.controllers" | while read -r controller; do
      echo "+$controller" >"$root/cgroup.subtree_control" 2>/dev/null || true
    done
  fi
  # without them nothing can be put into a group
  for file in cpuset.cpus cpuset.mems; do
    if [ -f "$root/$group/$file" ] && [ ! -s "$root/$group/$file" ]; then cat "$root/$file" >"$root/$group/$file" 2>/dev/null || true; fi
  done
done

ip link add "$outer" type veth peer name "$inner"
ip address add "198.19.$((2 * number)).1/30" dev "$outer"
ip link set "$outer" up
ip route add "198.19.$((2 * number + 1)).0/24" via "198.19.$((2 * number)).2" dev "$outer" onlink

exec 3<&0
unshare --mount --pid --net --uts --ipc --fork --kill-child sh "$here/node.sh" "$folder" "$2" "$number" "$inner" "$group" <&3 &
namespaces=$!
first=''
while [ -z "$first" ] && kill -0 "$namespaces" 2>/dev/null; do
  first=$(cat "/proc/$namespaces/task/$namespaces/children" 2>/dev/null || true)
done
ip link set "$inner" netns "${first%% *}"
wait "$namespaces"
