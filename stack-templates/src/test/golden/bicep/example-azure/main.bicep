targetScope = 'resourceGroup'

metadata description = 'Runs azure of Example Software for the install acme (in_0123456789abcdef): a runner that asks for its work, and what it needs.'

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

@description('Deprovision (deprovision): Takes it down.')
param enableDeprovision bool = true

@description('Maintain (maintenance): Changes it, and runs actions.')
param enableMaintenance bool = true

@description('Provision (provision): Makes what Archive is made of.')
param enableProvision bool = true

@description('Emergency (break-glass): Everything in this resource group, for as long as you leave it on.')
param enableEmergency bool = false

@description('The key of plans, 32 bytes as hexadecimal digits. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param planKey string = toUpper(replace('${newGuid()}${newGuid()}', '-', ''))

@description('License key: As it stands in your order.')
@secure()
@minLength(1)
param secretLicenseKey string

@description('Password of the index: Made in your account; nobody sees it. Leave it: Azure makes one up at the first deployment, and it stays.')
@secure()
param secretIndexPassword string = replace('${newGuid()}${newGuid()}', '-', '')

@description('Archive, Domain: Under which the archive is reached.')
@minLength(1)
param inputDomain string

@description('Archive, Years: How long documents are kept.')
param inputYears int = 10

@description('The off switch: false ends the machine, and nothing is deleted. Nothing runs here until it is true again.')
param runnerEnabled bool = true

@description('Size of the machine.')
@minLength(1)
param vmSize string = 'Standard_D2as_v5'

@description('Whether disks are encrypted on the host too, caches and temporary disks with them. The subscription needs the feature EncryptionAtHost.')
param encryptionAtHost bool = true

var group = resourceGroup().id

var tags = union(extraTags, {
  'landfall:install': 'in_0123456789abcdef'
  'landfall:stack': 'archive-acme'
})

var vaultName = 'archiveacm-${uniqueString(group, 'archive-acme')}'

var stateAccountName = 'archiveacme${uniqueString(group, 'archive-acme')}'

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
export POLICY_BASE64='a2luZHMgPSBbInRlcnJhZm9ybSIsICJhY3Rpb24iXQoKW3RlcnJhZm9ybV0Kb3BlcmF0aW9ucyA9IFsicGxhbiIsICJhcHBseSIsICJkZXN0cm95Il0K'
export RELEASE_KEY_BASE64=''
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
  name: 'archive-acme-runner'
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
  name: 'archive-acme-out'
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
  name: 'archive-acme-out'
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
  name: 'archive-acme'
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
  name: 'archive-acme-runner'
  location: location
  tags: tags
}

@description('Deprovision')
resource roleDeprovision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableDeprovision) {
  name: 'archive-acme-deprovision'
  location: location
  tags: tags
}

resource roleDeprovisionActions1 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'archive-acme', 'roleDeprovisionActions1')
  properties: {
    roleName: 'archive-acme-deprovision 1 ${uniqueString(group, 'archive-acme')}'
    description: 'Takes it down.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
          'Microsoft.Resources/subscriptions/resourceGroups/read'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleDeprovisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  name: guid(group, 'archive-acme', 'group', 'roleDeprovision', 'roleDeprovisionActions1')
  properties: {
    roleDefinitionId: roleDeprovisionActions1.id
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Maintain')
resource roleMaintenance 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableMaintenance) {
  name: 'archive-acme-maintenance'
  location: location
  tags: tags
}

resource roleMaintenanceGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  name: guid(group, 'archive-acme', 'group', 'roleMaintenance', '17d1049b-9a84-46fb-8f53-869881c3d3ab')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '17d1049b-9a84-46fb-8f53-869881c3d3ab')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Provision')
resource roleProvision 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableProvision) {
  name: 'archive-acme-provision'
  location: location
  tags: tags
}

resource roleProvisionActions1 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (enableProvision) {
  name: guid(group, 'archive-acme', 'roleProvisionActions1')
  properties: {
    roleName: 'archive-acme-provision 1 ${uniqueString(group, 'archive-acme')}'
    description: 'Makes what Archive is made of.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Storage/storageAccounts/*'
          'Microsoft.Resources/subscriptions/resourceGroups/read'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
    assignableScopes: [
      group
    ]
  }
}

resource roleProvisionGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  name: guid(group, 'archive-acme', 'group', 'roleProvision', 'roleProvisionActions1')
  properties: {
    roleDefinitionId: roleProvisionActions1.id
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Emergency')
resource roleEmergency 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = if (enableEmergency) {
  name: 'archive-acme-emergency'
  location: location
  tags: tags
}

resource roleEmergencyGrant1 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  name: guid(group, 'archive-acme', 'group', 'roleEmergency', 'b24988ac-6180-42a0-ab88-20f7382dd24c')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')
    principalId: roleEmergency.properties.principalId
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
  name: guid(group, 'archive-acme', 'vault', 'runner', '4633458b-17de-408a-b874-0445c86b69e6')
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

@description('License key')
resource keptLicenseKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'license-key'
  properties: {
    value: secretLicenseKey
  }
}

@description('Password of the index')
@onlyIfNotExists()
resource keptIndexPassword 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'index-password'
  properties: {
    value: secretIndexPassword
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

resource roleDeprovisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableDeprovision) {
  scope: stateContainer
  name: guid(group, 'archive-acme', 'stateContainer', 'roleDeprovision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleDeprovision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleMaintenanceState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableMaintenance) {
  scope: stateContainer
  name: guid(group, 'archive-acme', 'stateContainer', 'roleMaintenance', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleMaintenance.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleProvisionState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableProvision) {
  scope: stateContainer
  name: guid(group, 'archive-acme', 'stateContainer', 'roleProvision', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleProvision.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleEmergencyState 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (enableEmergency) {
  scope: stateContainer
  name: guid(group, 'archive-acme', 'stateContainer', 'roleEmergency', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'ba92f5b4-2d11-453d-a403-e96b0029c9fe')
    principalId: roleEmergency.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('One machine, without a public address or a way in.')
resource machines 'Microsoft.Compute/virtualMachineScaleSets@2024-11-01' = {
  name: 'archive-acme'
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
    }, enableDeprovision ? {
      '${roleDeprovision.id}': {}
    } : {}, enableMaintenance ? {
      '${roleMaintenance.id}': {}
    } : {}, enableProvision ? {
      '${roleProvision.id}': {}
    } : {}, enableEmergency ? {
      '${roleEmergency.id}': {}
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
        computerNamePrefix: 'archive-acme'
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
                  roles: union({}, enableDeprovision ? {
                    deprovision: roleDeprovision.properties.clientId
                  } : {}, enableMaintenance ? {
                    maintenance: roleMaintenance.properties.clientId
                  } : {}, enableProvision ? {
                    provision: roleProvision.properties.clientId
                  } : {}, enableEmergency ? {
                    emergency: roleEmergency.properties.clientId
                  } : {})
                  secrets: union({}, {
                    license_key: '${vault.properties.vaultUri}secrets/license-key'
                  }, {
                    index_password: '${vault.properties.vaultUri}secrets/index-password'
                  })
                  inputs: {
                    domain: inputDomain
                    years: inputYears
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
  name: 'archive-acme'
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
  name: 'archive-acme-log'
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
