// What a provider would find out when something is made: names of things as the clouds build them, as policies and settings refer to
// them. Everything else gets a text that says where it comes from.
const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';
const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001';

const arn = (service, rest, region = REGION) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
const azure = (state, type, name = state.name) =>
  `${SUBSCRIPTION}/resourceGroups/${state.resource_group_name}/providers/${type}/${name}`;
// A GUID that only depends on what it is of.
function guid(text) {
  let hash = 2166136261n;
  for (const character of text) hash = ((hash ^ BigInt(character.codePointAt(0))) * 16777619n) & 0xffffffffn;
  const hex = hash.toString(16).padStart(8, '0');
  return `${hex}-0000-4000-8000-${hex}0000`;
}

const made = {
  aws_dynamodb_table: (s) => ({ arn: arn('dynamodb', `table/${s.name}`), id: s.name }),
  aws_s3_bucket: (s) => {
    const bucket = s.bucket_prefix ? `${s.bucket_prefix}20260101000000000000000001` : s.bucket;
    return { arn: `arn:aws:s3:::${bucket}`, id: bucket };
  },
  aws_sqs_queue: (s) => ({ arn: arn('sqs', s.name), id: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${s.name}`, url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${s.name}` }),
  aws_iam_role: (s) => ({ arn: arn('iam', `role${s.path ?? '/'}${s.name}`, ''), id: s.name, unique_id: 'AROAEXAMPLE' }),
  aws_iam_instance_profile: (s) => ({ arn: arn('iam', `instance-profile/${s.name}`, ''), id: s.name }),
  aws_kms_key: () => ({ arn: arn('kms', 'key/11111111-2222-3333-4444-555555555555'), key_id: '11111111-2222-3333-4444-555555555555', id: '11111111-2222-3333-4444-555555555555' }),
  aws_iam_policy: (s) => ({ arn: arn('iam', `policy${s.path ?? '/'}${s.name}`, ''), id: arn('iam', `policy/${s.name}`, '') }),
  aws_secretsmanager_secret: (s) => ({ arn: arn('secretsmanager', `secret:${s.name}-AbCdEf`), id: arn('secretsmanager', `secret:${s.name}-AbCdEf`) }),
  aws_secretsmanager_secret_version: (s) => ({ arn: s.secret_id }),
  aws_vpc: () => ({ id: 'vpc-0123456789abcdef0' }),
  aws_lambda_function: (s) => ({ arn: arn('lambda', `function:${s.function_name}`), version: '1', id: s.function_name }),
  aws_lambda_alias: (s) => ({ arn: arn('lambda', `function:${s.function_name}:${s.name}`) }),
  aws_cloudwatch_log_group: (s) => ({ arn: arn('logs', `log-group:${s.name}`), id: s.name }),
  aws_apigatewayv2_api: () => ({ id: 'a1b2c3d4e5', api_endpoint: `https://a1b2c3d4e5.execute-api.${REGION}.amazonaws.com`, execution_arn: arn('execute-api', 'a1b2c3d4e5') }),
  aws_autoscaling_group: (s) => ({ arn: arn('autoscaling', `autoScalingGroup:00000000-0000-0000-0000-000000000001:autoScalingGroupName/${s.name}`), id: s.name }),
  aws_launch_template: () => ({ id: 'lt-0123456789abcdef0', latest_version: 1, default_version: 1 }),
  aws_security_group: () => ({ id: 'sg-0123456789abcdef0' }),
  azurerm_resource_group: (s) => ({ id: `${SUBSCRIPTION}/resourceGroups/${s.name}` }),
  azurerm_storage_account: (s) => ({
    id: azure(s, 'Microsoft.Storage/storageAccounts'),
    ...Object.fromEntries(['blob', 'queue', 'table'].map((each) => [`primary_${each}_endpoint`, `https://${s.name}.${each}.core.windows.net/`])),
  }),
  azurerm_storage_container: (s) => ({ id: `${s.storage_account_id}/blobServices/default/containers/${s.name}`, resource_manager_id: `${s.storage_account_id}/blobServices/default/containers/${s.name}` }),
  azurerm_storage_queue: (s) => ({ id: `${s.storage_account_id}/queueServices/default/queues/${s.name}`, resource_manager_id: `${s.storage_account_id}/queueServices/default/queues/${s.name}` }),
  azurerm_key_vault: (s) => ({ id: azure(s, 'Microsoft.KeyVault/vaults'), vault_uri: `https://${s.name}.vault.azure.net/` }),
  // Whatever a deployment's outputs are called, they are a key's version: no module asks for anything else.
  azurerm_resource_group_template_deployment: (s) => {
    const { outputs = {}, resources } = JSON.parse(s.template_content);
    const [vault, key] = resources[0].name.split('/');
    const value = `https://${vault}.vault.azure.net/keys/${key}/0123456789abcdef0123456789abcdef`;
    return { output_content: JSON.stringify(Object.fromEntries(Object.keys(outputs).map((name) => [name, { type: 'String', value }]))) };
  },
  azurerm_user_assigned_identity: (s) => ({ id: azure(s, 'Microsoft.ManagedIdentity/userAssignedIdentities'), client_id: guid(`client ${s.name}`), principal_id: guid(`principal ${s.name}`), tenant_id: guid('tenant') }),
  azurerm_federated_identity_credential: (s) => ({ id: `${s.parent_id}/federatedIdentityCredentials/${s.name}` }),
  azurerm_service_plan: (s) => ({ id: azure(s, 'Microsoft.Web/serverFarms') }),
  azurerm_function_app_flex_consumption: (s) => ({ id: azure(s, 'Microsoft.Web/sites'), default_hostname: `${s.name}.azurewebsites.net` }),
  azurerm_role_definition: (s) => ({ id: `${guid(s.name)}|${s.scope}`, role_definition_id: guid(s.name), role_definition_resource_id: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${guid(s.name)}` }),
  azurerm_log_analytics_workspace: (s) => ({ id: azure(s, 'Microsoft.OperationalInsights/workspaces'), workspace_id: guid(`workspace ${s.name}`) }),
  azurerm_application_insights: (s) => ({ id: azure(s, 'Microsoft.Insights/components'), connection_string: `InstrumentationKey=${guid(s.name)}` }),
  azurerm_linux_virtual_machine_scale_set: (s) => ({ id: azure(s, 'Microsoft.Compute/virtualMachineScaleSets') }),
  azurerm_virtual_network: (s) => ({ id: azure(s, 'Microsoft.Network/virtualNetworks') }),
  azurerm_subnet: (s) => ({ id: `${azure(s, 'Microsoft.Network/virtualNetworks', s.virtual_network_name)}/subnets/${s.name}` }),
  azurerm_public_ip: (s) => ({ id: azure(s, 'Microsoft.Network/publicIPAddresses') }),
  azurerm_nat_gateway: (s) => ({ id: azure(s, 'Microsoft.Network/natGateways') }),
  azurerm_key_vault_secret: (s) => {
    const address = `https://${s.key_vault_id.split('/').pop()}.vault.azure.net/secrets/${s.name}`;
    return {
      id: `${address}/0123456789abcdef0123456789abcdef`, version: '0123456789abcdef0123456789abcdef', versionless_id: address,
      resource_versionless_id: `${s.key_vault_id}/secrets/${s.name}`,
    };
  },
  azurerm_monitor_data_collection_rule: (s) => ({ id: azure(s, 'Microsoft.Insights/dataCollectionRules') }),
  azurerm_network_security_group: (s) => ({ id: azure(s, 'Microsoft.Network/networkSecurityGroups') }),
};

const read = {
  aws_caller_identity: () => ({ account_id: ACCOUNT, arn: arn('iam', 'user/deployer', ''), id: ACCOUNT, user_id: 'AIDAEXAMPLE' }),
  aws_partition: () => ({ partition: 'aws', dns_suffix: 'amazonaws.com', id: 'aws' }),
  aws_availability_zones: () => ({ names: ['a', 'b', 'c'].map((zone) => REGION + zone), id: REGION }),
  aws_region: () => ({ region: REGION, name: REGION, id: REGION }),
  aws_ssm_parameter: () => ({ value: 'ami-0123456789abcdef0', insecure_value: 'ami-0123456789abcdef0' }),
  aws_subnet: (s) => ({ id: s.id, vpc_id: 'vpc-0123456789abcdef0' }),
  azurerm_resource_group: (s) => ({ id: `${SUBSCRIPTION}/resourceGroups/${s.name}`, location: 'westeurope' }),
  azurerm_kubernetes_cluster: (s) => ({ id: azure(s, 'Microsoft.ContainerService/managedClusters'), oidc_issuer_enabled: s.name !== 'no-issuer', oidc_issuer_url: `https://westeurope.oic.prod-aks.azure.com/${guid('tenant')}/${guid(s.name)}/` }),
  azurerm_client_config: (s, provider) => ({ tenant_id: guid('tenant'), subscription_id: provider.subscription_id ?? SUBSCRIPTION.split('/').pop(), object_id: guid('deployer'), client_id: guid('client') }),
};

export const valuesOf = (type, state) => made[type]?.(state) ?? {};
// The second is how the provider was set up.
export const valuesRead = (type, config, provider) => read[type]?.(config, provider) ?? {};

// For what the tables above do not say: a text, number, list or map of the attribute's type.
export function filler(type, path) {
  if (type === 'string') return path;
  if (type === 'number') return 1;
  if (type === 'bool') return false;
  const [kind, element] = type;
  if (kind === 'object') return Object.fromEntries(Object.entries(element).map(([name, each]) => [name, filler(each, `${path}.${name}`)]));
  return kind === 'map' ? {} : [filler(element, `${path}[0]`)];
}
