# What cluster.sh runs in the namespaces: FOLDER PROGRAMS NUMBER INTERFACE GROUP.
set -eu
folder=$1
programs=$2
number=$3
interface=$4
group=$5
node=198.19.$((2 * number)).2
socket=$folder/containerd.sock

# -- what the machine outside keeps to itself
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/lib
mount -t tmpfs tmpfs /var/log
# the kubelet sets these for the whole machine, unless they are what it wants: so it is shown to be
shown() {
  printf '%s\n' "$2" >"$folder/shown-$(basename "$1")"
  mount --bind "$folder/shown-$(basename "$1")" "/proc/sys/$1"
}
shown vm/overcommit_memory 1
shown vm/panic_on_oom 0
shown kernel/panic 10
shown kernel/panic_on_oops 1
shown kernel/keys/root_maxkeys 1000000
shown kernel/keys/root_maxbytes 25000000

# -- network: the address of the cluster's own API is the node's too, so that no kube-proxy is needed
ip link set lo up
ip address add 10.96.0.1/32 dev lo
until ip link show "$interface" >/dev/null 2>&1; do sleep 0.02; done
ip address add "$node/30" dev "$interface"
ip link set "$interface" up
ip route add default via "198.19.$((2 * number)).1"
echo 1 >/proc/sys/net/ipv4/ip_forward

token=$(cut -d, -f1 "$folder/tokens.csv")
cat >"$folder/kubeconfig" <<CONFIG
apiVersion: v1
kind: Config
clusters: [{name: kubernetes, cluster: {server: "https://$node", certificate-authority: $folder/certificates/apiserver.crt}}]
users: [{name: admin, user: {token: $token}}]
contexts: [{name: kubernetes, context: {cluster: kubernetes, user: admin}}]
current-context: kubernetes
CONFIG
chmod 0600 "$folder/kubeconfig"

daemon() { # name command...
  log=$folder/$1.log
  shift
  "$@" >"$log" 2>&1 </dev/null &
}

daemon etcd "$programs/etcd" --data-dir="$folder/etcd" --listen-client-urls=http://127.0.0.1:2379 \
  --advertise-client-urls=http://127.0.0.1:2379 --listen-peer-urls=http://127.0.0.1:0 --unsafe-no-fsync --log-level=warn
daemon kube-apiserver "$programs/kube-apiserver" --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 --secure-port=443 \
  --advertise-address="$node" --kubelet-preferred-address-types=InternalIP --cert-dir="$folder/certificates" --token-auth-file="$folder/tokens.csv" --authorization-mode=RBAC \
  --allow-privileged=true --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$folder/service-accounts.key" \
  --service-account-signing-key-file="$folder/service-accounts.key" --service-cluster-ip-range=10.96.0.0/24 --profiling=false

mkdir "$folder/cni"
cat >"$folder/containerd.toml" <<CONFIG
version = 2
root = "$folder/containerd"
state = "/run/containerd"
oom_score = 0
[grpc]
  address = "$socket"
[ttrpc]
  address = "$socket.ttrpc"
[plugins."io.containerd.internal.v1.opt"]
  path = "$folder/opt"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "docker.io/library/pause:test"
  # where the right to lower a score is missing
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "$folder/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
    runtime_type = "io.containerd.runc.v2"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
      SystemdCgroup = false
CONFIG
cat >"$folder/cni/pods.conflist" <<CONFIG
{"cniVersion": "0.4.0", "name": "pods", "plugins": [{"type": "bridge", "bridge": "pods", "isGateway": true, "hairpinMode": true,
  "ipam": {"type": "host-local", "dataDir": "/run/cni", "ranges": [[{"subnet": "198.19.$((2 * number + 1)).0/24"}]],
    "routes": [{"dst": "0.0.0.0/0"}]}}]}
CONFIG
daemon containerd containerd --config "$folder/containerd.toml" --log-level warn

# what holds the namespaces of a pod, as an image
mkdir -p "$folder/pause/root"
cp "$programs/pause" "$folder/pause/root/"
tar -C "$folder/pause/root" -cf "$folder/pause/layer.tar" .
printf '{"architecture":"%s","os":"linux","config":{"Entrypoint":["/pause"]},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
  "$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" "$(sha256sum "$folder/pause/layer.tar" | cut -d' ' -f1)" >"$folder/pause/config.json"
echo '[{"Config":"config.json","RepoTags":["pause:test"],"Layers":["layer.tar"]}]' >"$folder/pause/manifest.json"
tar -C "$folder/pause" -cf "$folder/pause.tar" manifest.json config.json layer.tar
until ctr --address "$socket" version >/dev/null 2>&1; do sleep 0.1; done
ctr --address "$socket" --namespace k8s.io images import "$folder/pause.tar" >/dev/null

until [ -f "$folder/certificates/apiserver.crt" ] &&
  curl --silent --fail --noproxy '*' --cacert "$folder/certificates/apiserver.crt" --header "Authorization: Bearer $token" \
    "https://$node/readyz" >/dev/null; do sleep 0.1; done
controllers=deployment-controller,replicaset-controller,serviceaccount-controller,root-ca-certificate-publisher-controller
controllers=$controllers,namespace-controller,garbage-collector-controller,disruption-controller,node-lifecycle-controller,job-controller
daemon kube-controller-manager "$programs/kube-controller-manager" --kubeconfig="$folder/kubeconfig" --leader-elect=false \
  --bind-address=127.0.0.1 --root-ca-file="$folder/certificates/apiserver.crt" --controllers="$controllers" --profiling=false
daemon kube-scheduler "$programs/kube-scheduler" --kubeconfig="$folder/kubeconfig" --leader-elect=false --bind-address=127.0.0.1 \
  --profiling=false
cat >"$folder/kubelet.yaml" <<CONFIG
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
# only pods and the machine outside can ask it, and that for logs
authentication: {anonymous: {enabled: true}, webhook: {enabled: false}}
authorization: {mode: AlwaysAllow}
failCgroupV1: false
cgroupDriver: cgroupfs
cgroupRoot: /$group
failSwapOn: false
oomScoreAdj: 0
maxOpenFiles: 20000
# what the kernel refuses is said in the log, and no reason to end
featureGates: {KubeletInUserNamespace: true}
containerRuntimeEndpoint: unix://$socket
resolvConf: /etc/resolv.conf
podLogsDir: $folder/pods
makeIPTablesUtilChains: false
enforceNodeAllocatable: []
evictionHard: {memory.available: "50Mi", nodefs.available: "0%", imagefs.available: "0%", nodefs.inodesFree: "0%"}
imageGCHighThresholdPercent: 100
imageGCLowThresholdPercent: 99
nodeStatusUpdateFrequency: 5s
CONFIG
daemon kubelet "$programs/kubelet" --config="$folder/kubelet.yaml" --kubeconfig="$folder/kubeconfig" --root-dir="$folder/kubelet" \
  --cert-dir="$folder/kubelet-certificates" --hostname-override=node --node-ip="$node"
echo started
cat >/dev/null
