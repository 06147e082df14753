# Answers the scale set's question whether this machine is well: the runner's service is running, and it does not
# say that the machine can take no job.
cat >/usr/local/sbin/landfall-health <<'HEALTH'
#!/bin/sh
cr=$(printf '\r')
# all of the question is read, as what is left of it would reset the connection before the answer is there
while read -r line; do
  case $line in '' | "$cr") break ;; esac
done
if systemctl is-active --quiet landfall-runner.service && [ ! -e /var/lib/landfall-work/unfit ]; then status='200 OK'; else status='503 Service Unavailable'; fi
printf 'HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n' "$status"
HEALTH
chmod 0755 /usr/local/sbin/landfall-health
cat >/etc/systemd/system/landfall-health.socket <<'UNIT'
[Socket]
ListenStream=127.0.0.1:9119
Accept=yes
MaxConnections=16

[Install]
WantedBy=sockets.target
UNIT
cat >/etc/systemd/system/landfall-health@.service <<'UNIT'
[Service]
ExecStart=/usr/local/sbin/landfall-health
DynamicUser=yes
StandardInput=socket
StandardOutput=socket
StandardError=journal
RuntimeMaxSec=10
UNIT
systemctl daemon-reload
systemctl enable --now landfall-health.socket
# Nobody signs in: what runs here comes from the stack and from jobs.
systemctl disable --now ssh.socket ssh.service || true
# Makes a machine a runner: fetches what runs and checks it before anything of it is run, then starts the service. Run once, as root,
# by cloud-init; the lines before this one set the variables. Each download is over HTTPS and must have the SHA-256 that it is told.
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
  echo "landfall: $1" >&2
  exit 1
}

# address, SHA-256, file
fetch() {
  curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 5 --retry-connrefused --max-time 600 \
    --output "$3" "$1" || fail "$1 could not be fetched"
  echo "$2  $3" | sha256sum --check --status || fail "$1 has another SHA-256 than the configured $2; nothing of it was run"
}

install_packages() {
  if command -v dnf >/dev/null; then
    dnf install --assumeyes --quiet "$@"
  else
    export DEBIAN_FRONTEND=noninteractive
    apt-get update --quiet && apt-get install --yes --quiet --no-install-recommends "$@"
  fi || fail "these packages could not be installed: $*"
}

install_packages git nftables unzip tar gzip

if [ -n "$TERRAFORM_URL" ]; then
  fetch "$TERRAFORM_URL" "$TERRAFORM_SHA256" "$work/terraform.zip"
  unzip -q -o "$work/terraform.zip" "$TERRAFORM_PROGRAM" -d /usr/local/bin
  chmod 0755 "/usr/local/bin/$TERRAFORM_PROGRAM"
fi

fetch "$RUNNER_URL" "$RUNNER_SHA256" "$work/runner.tar.gz"
rm -rf /opt/landfall
mkdir -p /opt/landfall
tar --extract --gzip --no-same-owner --strip-components=1 --directory=/opt/landfall --file="$work/runner.tar.gz"
[ -x /opt/landfall/libexec/install-service ] || fail "$RUNNER_URL does not hold libexec/install-service: it is older than this script"

# The archive for machines brings its own Java.
java=''
if [ ! -x /opt/landfall/runtime/bin/java ]; then
  java='LANDFALL_JAVA_HOME=/opt/landfall-jdk'
  if [ -n "$JDK_URL" ]; then
    fetch "$JDK_URL" "$JDK_SHA256" "$work/jdk.tar.gz"
    mkdir -p /opt/landfall-jdk
    tar --extract --gzip --no-same-owner --strip-components=1 --directory=/opt/landfall-jdk --file="$work/jdk.tar.gz"
  elif command -v dnf >/dev/null; then
    install_packages java-21-amazon-corretto-headless
    ln -sfn /usr/lib/jvm/java-21-amazon-corretto /opt/landfall-jdk
  else
    install_packages openjdk-21-jre-headless
    ln -sfn "$(dirname -- "$(dirname -- "$(readlink -f /usr/bin/java)")")" /opt/landfall-jdk
  fi
fi
chmod -R go=rX /opt/landfall
[ -z "$java" ] || chmod -R go=rX /opt/landfall-jdk/

# The user, the folders and the service are those of the packages; what this machine needs beyond them is added. The service does not
# start before its settings are there.
install -d -m 0755 /etc/systemd/system/landfall-runner.service.d
cat >/etc/systemd/system/landfall-runner.service.d/bootstrap.conf <<UNIT
[Service]
TimeoutStopSec=$STOP_SECONDS
ExecStopPost=+/usr/local/sbin/landfall-runner-ended
UNIT
chmod 0644 /etc/systemd/system/landfall-runner.service.d/bootstrap.conf
/opt/landfall/libexec/install-service

# The key that signs later versions of the runner: its supervisor takes no others.
if [ -n "$RELEASE_KEY_BASE64" ]; then
  echo "$RELEASE_KEY_BASE64" | base64 --decode >/etc/landfall/release-key.jwk
  chmod 0644 /etc/landfall/release-key.jwk
fi

if [ -n "$POLICY_BASE64" ]; then
  echo "$POLICY_BASE64" | base64 --decode >/var/lib/landfall/policy.toml
  chown landfall:landfall /var/lib/landfall/policy.toml
fi

# 32 bytes, in base64 or as 64 hexadecimal digits
decode_key() {
  tr --delete '\n' >"$work/key"
  if [ "$(wc -c <"$work/key")" -eq 64 ]; then
    tr a-f A-F <"$work/key" | basenc --base16 --decode
  else
    base64 --decode "$work/key"
  fi
}

# The key of plans that the pool's runners share; it is in no variable, argument or log.
case $PLAN_KEY in
  '') ;;
  arn:*)
    aws secretsmanager get-secret-value --secret-id "$PLAN_KEY" --query SecretString --output text |
      decode_key >/var/lib/landfall/plan.key
    ;;
  https://*)
    metadata='http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https%3A%2F%2Fvault.azure.net'
    curl --fail --silent --retry 10 --retry-all-errors --header 'Metadata: true' "$metadata&client_id=$IDENTITY_CLIENT_ID" |
      sed -n 's/.*"access_token":"\([^"]*\)".*/header = "Authorization: Bearer \1"/p' >"$work/token"
    curl --fail --silent --retry 5 --config "$work/token" "$PLAN_KEY?api-version=7.4" |
      sed -n 's/.*"value":"\([A-Za-z0-9+/=]*\)".*/\1/p' | decode_key >/var/lib/landfall/plan.key
    ;;
  *) fail "the plan key is the ARN of a secret or the address of one in a vault" ;;
esac
if [ -n "$PLAN_KEY" ]; then
  [ "$(wc -c </var/lib/landfall/plan.key)" -eq 32 ] || fail "the secret $PLAN_KEY does not hold 32 bytes in base64 or hexadecimal"
  chown landfall:landfall /var/lib/landfall/plan.key
fi

# When the runner has drained because the group ends this machine, the group need not wait out its lifecycle hook.
cat >/usr/local/sbin/landfall-runner-ended <<'SCRIPT'
#!/bin/sh
set -eu
[ -n "${LIFECYCLE_HOOK:-}" ] && [ "${EXIT_STATUS:-}" = 0 ] || exit 0
ask() {
  curl --fail --silent --max-time 5 --header "X-aws-ec2-metadata-token: $token" "http://169.254.169.254/latest/meta-data/$1"
}
token=$(curl --fail --silent --max-time 5 --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
[ "$(ask autoscaling/target-lifecycle-state)" = Terminated ] || exit 0
aws autoscaling complete-lifecycle-action --region "$(ask placement/region)" --instance-id "$(ask instance-id)" \
  --auto-scaling-group-name "$LIFECYCLE_GROUP" --lifecycle-hook-name "$LIFECYCLE_HOOK" --lifecycle-action-result CONTINUE
SCRIPT
chmod 0755 /usr/local/sbin/landfall-runner-ended

{
  echo "$SERVICE_ENVIRONMENT_BASE64" | base64 --decode
  [ -z "$java" ] || echo "$java"
} >/etc/landfall/runner.env
systemctl start --no-block landfall-runner.service
