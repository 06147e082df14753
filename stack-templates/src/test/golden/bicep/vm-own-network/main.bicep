targetScope = 'resourceGroup'

metadata description = 'Runs acme of Acme Ltd for the install bank (in_0123456789abcdef): a runner that asks for its work, and what it needs.'

@description('Where everything is made.')
@allowed([
  'westeurope'
])
param location string = 'westeurope'

@description('More tags of everything that has tags.')
param extraTags object = {}

@description('TCP ports that the runner may reach in the Internet: 443, 80 for Ubuntu\'s packages, and for example 22 for git over SSH.')
@minLength(1)
param egressPorts array = [
  '443'
  '80'
]

@description('Addresses of the network that the stack makes: IPv4, prefix 16 to 22. Later changes have no effect.')
@maxLength(18)
@minLength(9)
param networkCidr string = '10.128.0.0/16'

@description('Acme provision (provision): What Acme needs to provision.')
param enableProvision bool = true

@description('Acme maintenance (maintenance): What Acme needs to maintenance.')
param enableMaintenance bool = true

@description('Acme deprovision (deprovision): What Acme needs to deprovision.')
param enableDeprovision bool = true

@description('Acme emergency (break-glass): What Acme needs to emergency.')
param enableEmergency bool = false

@description('Acme backup (action:backup): What Acme needs to backup.')
param enableBackup bool = false

@description('The key of plans, 32 bytes as hexadecimal digits. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param planKey string = toUpper(replace('${newGuid()}${newGuid()}', '-', ''))

@description('The license_key: What license_key is for.')
@secure()
@minLength(1)
param secretLicenseKey string

@description('The smtp_password: What smtp_password is for.')
@secure()
param secretSmtpPassword string = ''

@description('The db_password: What db_password is for. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param secretDbPassword string = replace('${newGuid()}${newGuid()}', '-', '')

@description('Sizing, The nodes: What nodes is for.')
param inputNodes int = 3

@description('Sizing, The zones: What zones is for.')
param inputZones array = [
  'a'
  'b'
]

@description('Access, The domain: What domain is for.')
@minLength(1)
param inputDomain string

@description('Access, The public: What public is for.')
param inputPublic bool = false

@description('Access, The labels: What labels is for.')
param inputLabels string = '{}'

@description('The off switch: false ends the machine, and nothing is deleted. Nothing runs here until it is true again.')
param runnerEnabled bool = true

@description('Size of the machine.')
@minLength(1)
param vmSize string = 'Standard_D2as_v5'

@description('Whether disks are encrypted on the host too, caches and temporary disks with them. The subscription needs the feature EncryptionAtHost.')
param encryptionAtHost bool = true

var group = resourceGroup().id

var tags = union(extraTags, {
  team: 'platform'
  'landfall:install': 'in_0123456789abcdef'
  'landfall:stack': 'acme-bank'
})

var vaultName = 'acmebank-${uniqueString(group, 'acme-bank')}'

var stateAccountName = 'acmebank${uniqueString(group, 'acme-bank')}'

var firstStart = '''
#!/bin/sh
set -eu
export RUNNER_URL='https://releases.example.com/landfall-0.3.1.tar.gz'
export RUNNER_SHA256='9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
export JDK_URL=''
export JDK_SHA256=''
export TERRAFORM_URL=''
export TERRAFORM_SHA256=''
export TERRAFORM_PROGRAM=''
export POLICY_BASE64='a2luZHMgPSBbInRlcnJhZm9ybSIsICJhY3Rpb24iXQo='
export RELEASE_KEY_BASE64='eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImY4M09KM0QyeEYxQmc4dnViOXRMZTFnSE16Vjc2ZThUdXM5dVBIdlJWRVUiLCJ5IjoieF9GRXpSdTltMzZITE5fdHVlNjU5TE5wWFc2cEN5U3Rpa1lqS0lXSTVhMCJ9'
export PLAN_KEY='@@PLAN_KEY@@'
export IDENTITY_CLIENT_ID='@@CLIENT_ID@@'
export SERVICE_ENVIRONMENT_BASE64='@@ENVIRONMENT@@'
export STOP_SECONDS='3900'
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
'''

var runnerEnvironment = '''
LANDFALL_RUNNER_DRAIN_TIMEOUT_SECONDS='3600'
LANDFALL_RUNNER_IDENTITY='azure'
LANDFALL_RUNNER_IDENTITY_CLIENT_ID='@@CLIENT_ID@@'
LANDFALL_RUNNER_POOL='pool_0001'
LANDFALL_RUNNER_ROOT_KEY='{"crv":"P-256","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}'
LANDFALL_RUNNER_SERVER='https://landfall.example.com'
'''

var phoneHome = '''
#!/bin/sh
# Tells the control plane what the stack has. No secret passes here but a token of the runner's own identity, which is good for this one use.
set -eu
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
marker=/var/lib/landfall-phone-home
event=create
[ ! -e "$marker" ] || event=update
echo '@@STATEMENT@@' | base64 --decode | sed -e "s/@@EVENT@@/$event/" -e 's/[\\"]/\\&/g' >"$work/statement"

ask() {
  curl --fail --silent --show-error --max-time 30 "$@"
}
token() {
  ask --header 'Metadata: true' 'http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=api%3A%2F%2FAzureADTokenExchange&client_id=@@CLIENT_ID@@' |
    sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p'
}
phone_home() {
  nonce=$(ask --proto '=https' --tlsv1.2 --request POST --header 'Content-Type: application/json' --data '{}' 'https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home/nonces' |
    sed -n 's/.*"nonce" *: *"\([A-Za-z0-9._~=-]*\)".*/\1/p')
  proof=$(token)
  [ -n "$nonce" ] && [ -n "$proof" ] || return 1
  printf '{"statement":"%s","identity":{"nonce":"%s","proof":{"type":"azure","token":"%s"}}}' \
    "$(cat "$work/statement")" "$nonce" "$proof" >"$work/call"
  ask --proto '=https' --tlsv1.2 --header 'Content-Type: application/json' --data "@$work/call" 'https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home'
}

for attempt in 1 2 3 4 5; do
  if phone_home; then
    touch "$marker"
    exit 0
  fi
  sleep $((attempt * 10))
done
echo 'landfall: the control plane did not take this call; apply the stack again when it is there' >&2
exit 1
'''

resource securityGroup 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'acme-bank-runner'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        name: 'nothing-in'
        properties: {
          direction: 'Inbound'
          access: 'Deny'
          priority: 100
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
      {
        name: 'out'
        properties: {
          direction: 'Outbound'
          access: 'Allow'
          priority: 100
          protocol: 'Tcp'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'Internet'
          destinationPortRanges: egressPorts
        }
      }
      {
        name: 'nothing-else-out'
        properties: {
          direction: 'Outbound'
          access: 'Deny'
          priority: 4096
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: 'Internet'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

@description('From which the runner is seen outside; nothing comes in by it.')
resource outAddress 'Microsoft.Network/publicIPAddresses@2024-05-01' = {
  name: 'acme-bank-out'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource natGateway 'Microsoft.Network/natGateways@2024-05-01' = {
  name: 'acme-bank-out'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIpAddresses: [
      {
        id: outAddress.id
      }
    ]
  }
}

@description('Made once: subnets that are added later stay.')
@onlyIfNotExists()
resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'acme-bank'
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [
        networkCidr
      ]
    }
    subnets: [
      {
        name: 'runner'
        properties: {
          addressPrefix: cidrSubnet(networkCidr, 24, 0)
          defaultOutboundAccess: false
          networkSecurityGroup: {
            id: securityGroup.id
          }
          natGateway: {
            id: natGateway.id
          }
        }
      }
    ]
  }
}

@description('The runner\'s own identity: it proves who it is, and reads the stack\'s secrets.')
resource runner 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'acme-bank-runner'
  location: location
  tags: tags
}

@description('Acme provision')
resource roleProvision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableProvision) {
  name: 'acme-bank-provision'
  location: location
  tags: tags
}

resource roleProvisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  name: guid(group, 'acme-bank', 'group', 'roleProvision', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleProvisionActions2 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableProvision) {
  name: guid(group, 'acme-bank', 'roleProvisionActions2')
  properties: {
    roleName: 'acme-bank-provision 2 ${uniqueString(group, 'acme-bank')}'
    description: 'What Acme needs to provision.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
        ]
        notActions: [
          'Microsoft.Storage/storageAccounts/delete'
        ]
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleProvisionGrant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  name: guid(group, 'acme-bank', 'group', 'roleProvision', 'roleProvisionActions2')
  properties: {
    roleDefinitionId: roleProvisionActions2.id
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme maintenance')
resource roleMaintenance 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableMaintenance) {
  name: 'acme-bank-maintenance'
  location: location
  tags: tags
}

resource roleMaintenanceGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  name: guid(group, 'acme-bank', 'group', 'roleMaintenance', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme deprovision')
resource roleDeprovision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableDeprovision) {
  name: 'acme-bank-deprovision'
  location: location
  tags: tags
}

resource roleDeprovisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'acme-bank', 'group', 'roleDeprovision', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleDeprovisionActions2 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'acme-bank', 'roleDeprovisionActions2')
  properties: {
    roleName: 'acme-bank-deprovision 2 ${uniqueString(group, 'acme-bank')}'
    description: 'What Acme needs to deprovision.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
        ]
        notActions: [
          'Microsoft.Storage/storageAccounts/delete'
        ]
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleDeprovisionGrant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'acme-bank', 'group', 'roleDeprovision', 'roleDeprovisionActions2')
  properties: {
    roleDefinitionId: roleDeprovisionActions2.id
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme emergency')
resource roleEmergency 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableEmergency) {
  name: 'acme-bank-emergency'
  location: location
  tags: tags
}

resource roleEmergencyGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'acme-bank', 'group', 'roleEmergency', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleEmergencyActions2 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'acme-bank', 'roleEmergencyActions2')
  properties: {
    roleName: 'acme-bank-emergency 2 ${uniqueString(group, 'acme-bank')}'
    description: 'What Acme needs to emergency.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
        ]
        notActions: [
          'Microsoft.Storage/storageAccounts/delete'
        ]
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleEmergencyGrant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'acme-bank', 'group', 'roleEmergency', 'roleEmergencyActions2')
  properties: {
    roleDefinitionId: roleEmergencyActions2.id
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Acme backup')
resource roleBackup 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableBackup) {
  name: 'acme-bank-backup'
  location: location
  tags: tags
}

resource roleBackupGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableBackup) {
  name: guid(group, 'acme-bank', 'group', 'roleBackup', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    principalId: roleBackup.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
    enablePurgeProtection: true
  }
}

resource runnerReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(group, 'acme-bank', 'vault', 'runner', '4633458b-17de-408a-b874-0445c86b69e6')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')
    principalId: runner.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Plans are sealed with it on the runner: they hold secrets.')
@onlyIfNotExists()
resource planKeySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'landfall-plan-key'
  properties: {
    value: planKey
  }
}

@description('The license_key')
resource keptLicenseKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'license-key'
  properties: {
    value: secretLicenseKey
  }
}

@description('The smtp_password')
resource keptSmtpPassword 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(secretSmtpPassword)) {
  parent: vault
  name: 'smtp-password'
  properties: {
    value: secretSmtpPassword
  }
}

@description('The db_password')
@onlyIfNotExists()
resource keptDbPassword 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'db-password'
  properties: {
    value: secretDbPassword
  }
}

resource stateAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: stateAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    encryption: {
      keySource: 'Microsoft.Storage'
      requireInfrastructureEncryption: true
    }
  }
}

resource stateBlobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' = {
  parent: stateAccount
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: 90
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: 90
    }
  }
}

resource stateContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01' = {
  parent: stateBlobs
  name: 'tfstate'
  properties: {
    publicAccess: 'None'
  }
}

resource stateOldVersions 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  parent: stateAccount
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'old-versions'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: {
              blobTypes: [
                'blockBlob'
              ]
            }
            actions: {
              version: {
                delete: {
                  daysAfterCreationGreaterThan: 90
                }
              }
            }
          }
        }
      ]
    }
  }
  dependsOn: [
    stateBlobs
  ]
}

resource stateLock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: stateAccount
  name: 'landfall-state'
  properties: {
    level: 'CanNotDelete'
    notes: 'States tell what exists: take this lock away only when nothing of the install is left.'
  }
}

resource roleProvisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleProvision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleMaintenanceState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleMaintenance', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleDeprovisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleDeprovision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleEmergencyState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleEmergency', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleBackupState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableBackup) {
  scope: stateContainer
  name: guid(group, 'acme-bank', 'stateContainer', 'roleBackup', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleBackup.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('One machine, without a public address or a way in.')
resource machines 'Microsoft.Compute/virtualMachineScaleSets@2024-11-01' = {
  name: 'acme-bank'
  location: location
  tags: tags
  sku: {
    name: vmSize
    tier: 'Standard'
    capacity: runnerEnabled ? 1 : 0
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: union({
      '${runner.id}': {}
    }, enableProvision ? {
      '${roleProvision.id}': {}
    } : {}, enableMaintenance ? {
      '${roleMaintenance.id}': {}
    } : {}, enableDeprovision ? {
      '${roleDeprovision.id}': {}
    } : {}, enableEmergency ? {
      '${roleEmergency.id}': {}
    } : {}, enableBackup ? {
      '${roleBackup.id}': {}
    } : {})
  }
  properties: {
    orchestrationMode: 'Uniform'
    overprovision: false
    singlePlacementGroup: false
    upgradePolicy: {
      mode: 'Automatic'
    }
    automaticRepairsPolicy: {
      enabled: true
      gracePeriod: 'PT30M'
      repairAction: 'Replace'
    }
    virtualMachineProfile: {
      securityProfile: {
        encryptionAtHost: encryptionAtHost
        securityType: 'TrustedLaunch'
        uefiSettings: {
          secureBootEnabled: true
          vTpmEnabled: true
        }
      }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: 'server'
          version: 'latest'
        }
        osDisk: {
          createOption: 'FromImage'
          caching: 'ReadWrite'
          diskSizeGB: 40
          managedDisk: {
            storageAccountType: 'Premium_LRS'
          }
        }
      }
      osProfile: {
        computerNamePrefix: 'acme-bank'
        adminUsername: 'landfalladmin'
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: {
            publicKeys: [
              {
                path: '/home/landfalladmin/.ssh/authorized_keys'
                keyData: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKzzIogiku88gyeZDJgCj6atUKUILoaeleDydTwdZVLb'
              }
            ]
          }
        }
        customData: base64(replace(replace(replace(firstStart, '@@ENVIRONMENT@@', base64(replace(runnerEnvironment, '@@CLIENT_ID@@', runner.properties.clientId))), '@@CLIENT_ID@@', runner.properties.clientId), '@@PLAN_KEY@@', '${vault.properties.vaultUri}secrets/landfall-plan-key'))
      }
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'runner'
            properties: {
              primary: true
              networkSecurityGroup: {
                id: securityGroup.id
              }
              ipConfigurations: [
                {
                  name: 'runner'
                  properties: {
                    primary: true
                    subnet: {
                      id: '${network.id}/subnets/runner'
                    }
                  }
                }
              ]
            }
          }
        ]
      }
      scheduledEventsProfile: {
        terminateNotificationProfile: {
          enable: true
          notBeforeTimeout: 'PT15M'
        }
      }
      extensionProfile: {
        extensions: [
          {
            name: 'health'
            properties: {
              publisher: 'Microsoft.ManagedServices'
              type: 'ApplicationHealthLinux'
              typeHandlerVersion: '1.0'
              autoUpgradeMinorVersion: true
              settings: {
                protocol: 'http'
                port: 9119
                requestPath: '/'
              }
            }
          }
          {
            name: 'log'
            properties: {
              publisher: 'Microsoft.Azure.Monitor'
              type: 'AzureMonitorLinuxAgent'
              typeHandlerVersion: '1.33'
              autoUpgradeMinorVersion: true
              settings: {
                authentication: {
                  managedIdentity: {
                    'identifier-name': 'mi_res_id'
                    'identifier-value': runner.id
                  }
                }
              }
            }
          }
          {
            name: 'phone-home'
            properties: {
              publisher: 'Microsoft.Azure.Extensions'
              type: 'CustomScript'
              typeHandlerVersion: '2.1'
              autoUpgradeMinorVersion: true
              settings: {
                script: base64(replace(replace(phoneHome, '@@CLIENT_ID@@', runner.properties.clientId), '@@STATEMENT@@', base64(string({
                  type: 'azure'
                  event: '@@EVENT@@'
                  stack: machines.id
                  tenant: subscription().tenantId
                  subscription: subscription().subscriptionId
                  resourceGroup: resourceGroup().name
                  location: location
                  network: network.id
                  subnets: [
                    '${network.id}/subnets/runner'
                  ]
                  runnerClient: runner.properties.clientId
                  runnerPrincipal: runner.properties.principalId
                  roles: union({}, enableProvision ? {
                    provision: roleProvision.properties.clientId
                  } : {}, enableMaintenance ? {
                    maintenance: roleMaintenance.properties.clientId
                  } : {}, enableDeprovision ? {
                    deprovision: roleDeprovision.properties.clientId
                  } : {}, enableEmergency ? {
                    emergency: roleEmergency.properties.clientId
                  } : {}, enableBackup ? {
                    backup: roleBackup.properties.clientId
                  } : {})
                  secrets: union({}, {
                    license_key: '${vault.properties.vaultUri}secrets/license-key'
                  }, !empty(secretSmtpPassword) ? {
                    smtp_password: '${vault.properties.vaultUri}secrets/smtp-password'
                  } : {}, {
                    db_password: '${vault.properties.vaultUri}secrets/db-password'
                  })
                  inputs: {
                    nodes: inputNodes
                    zones: inputZones
                    domain: inputDomain
                    public: inputPublic
                    labels: empty(inputLabels) ? {} : json(inputLabels)
                  }
                  vault: vault.properties.vaultUri
                  stateAccount: stateAccountName
                  stateContainer: 'tfstate'
                  planKey: '${vault.properties.vaultUri}secrets/landfall-plan-key'
                  logWorkspace: workspace.id
                  runnerEnabled: runnerEnabled
                }))))
              }
            }
          }
        ]
      }
    }
  }
  dependsOn: [
    runnerReadsSecrets
    planKeySecret
  ]
}

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'acme-bank'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
    features: {
      disableLocalAuth: true
    }
  }
}

@description('What services and sign-ins of the machine write; the runner is one of them.')
resource logRule 'Microsoft.Insights/dataCollectionRules@2022-06-01' = {
  name: 'acme-bank-log'
  location: location
  tags: tags
  kind: 'Linux'
  properties: {
    dataSources: {
      syslog: [
        {
          name: 'services'
          streams: [
            'Microsoft-Syslog'
          ]
          facilityNames: [
            'auth'
            'authpriv'
            'daemon'
          ]
          logLevels: [
            'Info'
            'Notice'
            'Warning'
            'Error'
            'Critical'
            'Alert'
            'Emergency'
          ]
        }
      ]
    }
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: workspace.id
        }
      ]
    }
    dataFlows: [
      {
        streams: [
          'Microsoft-Syslog'
        ]
        destinations: [
          'workspace'
        ]
      }
    ]
  }
}

resource logOfMachine 'Microsoft.Insights/dataCollectionRuleAssociations@2022-06-01' = {
  scope: machines
  name: 'landfall'
  properties: {
    dataCollectionRuleId: logRule.id
  }
}

@description('Who read which secret.')
resource vaultAudit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'landfall'
  properties: {
    workspaceId: workspace.id
    logs: [
      {
        category: 'AuditEvent'
        enabled: true
      }
    ]
  }
}

output scaleSet string = machines.id
output vault string = vault.properties.vaultUri
output stateAccount string = stateAccountName
output workspace string = workspace.id
output runnerPrincipal string = runner.properties.principalId
