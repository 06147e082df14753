// Stands in for Terraform providers: serves the schemas of schema/*.json over the plug-in protocol, plans and "makes" things without
// a cloud. Prints the value of TF_REATTACH_PROVIDERS as its one line when it is ready; ends when its standard input does.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filler, valuesOf, valuesRead } from './values.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const modules = createRequire(join(resolve(process.argv[2]), 'package.json'));
const grpc = modules('@grpc/grpc-js');
const { loadSync } = modules('@grpc/proto-loader');
const { ExtensionCodec, ExtData, decode, encode } = modules('@msgpack/msgpack');

// Terraform's mark of a value that is not known yet; the second comes with what is known about it.
const UNKNOWN = Symbol('unknown');
const codec = new ExtensionCodec();
for (const type of [0, 12]) codec.register({ type, encode: () => null, decode: () => UNKNOWN });
const read = (value) => (value?.msgpack?.length ? decode(value.msgpack, { extensionCodec: codec }) : null);
const marked = (value) => {
  if (value === UNKNOWN) return new ExtData(0, new Uint8Array([0]));
  if (Array.isArray(value)) return value.map(marked);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each)]));
  return value;
};
const write = (value) => ({ msgpack: encode(marked(value ?? null), { extensionCodec: codec }) });

const NESTING = { single: 'SINGLE', list: 'LIST', set: 'SET' };
function wire(block) {
  return {
    attributes: Object.entries(block.attributes).map(([name, { type, ...flags }]) => ({ name, type: Buffer.from(JSON.stringify(type)), ...flags })),
    block_types: Object.entries(block.blocks ?? {}).map(([type_name, nested]) => ({
      type_name, nesting: NESTING[nested.nesting], block: wire(nested),
      ...(nested.nesting === 'single' ? {} : { min_items: nested.min ?? 0, max_items: nested.max ?? 0 }),
    })),
  };
}
const wireAll = (types) => Object.fromEntries(Object.entries(types).map(([name, block]) => [name, { version: 0, block: wire(block) }]));

const attributeSteps = (path) => ({ steps: path.map((step) => (typeof step === 'number' ? { element_key_int: step } : { attribute_name: step })) });
const isSet = (value) => value !== null && value !== undefined;
const each = (value) => (Array.isArray(value) ? value : isSet(value) && value !== UNKNOWN ? [value] : []);

// What Terraform's core leaves to providers: a value for an attribute that only the provider sets.
function unsettable(block, value, path = []) {
  if (!isSet(value) || value === UNKNOWN) return [];
  const own = Object.entries(block.attributes)
    .filter(([name, attribute]) => attribute.computed && !attribute.optional && isSet(value[name]))
    .map(([name]) => ({
      severity: 'ERROR', summary: 'Value for unconfigurable attribute', attribute: attributeSteps([...path, name]),
      detail: `Can't configure a value for "${name}": its value will be decided automatically based on the result of applying this configuration.`,
    }));
  const nested = Object.entries(block.blocks ?? {}).flatMap(([name, inner]) =>
    each(value[name]).flatMap((one, place) => unsettable(inner, one, [...path, name, ...(inner.nesting === 'list' ? [place] : [])])));
  return [...own, ...nested];
}

// Every computed attribute without a value becomes what `value` says; the rest stays.
function filled(block, state, value, path) {
  if (!isSet(state) || state === UNKNOWN) return state;
  const result = { ...state };
  for (const [name, attribute] of Object.entries(block.attributes)) {
    if (attribute.computed) result[name] = value(result[name], attribute, `${path}.${name}`, name);
  }
  for (const [name, inner] of Object.entries(block.blocks ?? {})) {
    if (Array.isArray(state[name])) result[name] = state[name].map((one, place) => filled(inner, one, (v, a, p) => value(v, a, p, ''), `${path}.${name}[${place}]`));
  }
  return result;
}

// Terraform hands over what is only to be written, and wants nothing of it back.
function withoutWriteOnly(block, state) {
  if (!isSet(state) || state === UNKNOWN) return state;
  const kept = Object.entries(block.attributes).filter(([, attribute]) => attribute.write_only).map(([name]) => [name, null]);
  return { ...state, ...Object.fromEntries(kept) };
}

function handlers(schema) {
  const resource = (call) => schema.resources[call.request.type_name];
  let provider = {};
  const answer = (respond) => (call, done) => {
    try {
      done(null, respond(call));
    } catch (e) {
      done({ code: grpc.status.INTERNAL, message: e.stack });
    }
  };
  return {
    GetSchema: answer(() => ({
      provider: { version: 0, block: wire(schema.provider) },
      resource_schemas: wireAll(schema.resources), data_source_schemas: wireAll(schema.dataSources),
      ephemeral_resource_schemas: wireAll(schema.ephemeralResources),
    })),
    PrepareProviderConfig: answer(({ request }) => ({ prepared_config: request.config })),
    Configure: answer(({ request }) => {
      provider = read(request.config) ?? {};
      return {};
    }),
    Stop: answer(() => ({})),
    ValidateResourceTypeConfig: answer((call) => ({ diagnostics: unsettable(resource(call), read(call.request.config)) })),
    ValidateDataSourceConfig: answer(({ request }) => ({ diagnostics: unsettable(schema.dataSources[request.type_name], read(request.config)) })),
    UpgradeResourceState: answer(({ request }) => ({ upgraded_state: write(JSON.parse(request.raw_state.json.toString())) })),
    ReadResource: answer(({ request }) => ({ new_state: request.current_state })),
    PlanResourceChange: answer((call) => {
      const proposed = withoutWriteOnly(resource(call), read(call.request.proposed_new_state));
      return { planned_state: write(filled(resource(call), proposed, (v) => (isSet(v) ? v : UNKNOWN), '')), legacy_type_system: true };
    }),
    ApplyResourceChange: answer((call) => {
      const planned = read(call.request.planned_state);
      const known = planned === null ? {} : valuesOf(call.request.type_name, planned);
      const value = (v, attribute, path, name) => (v !== UNKNOWN ? v : known[name] ?? filler(attribute.type, path));
      return { new_state: write(filled(resource(call), planned, value, call.request.type_name)), legacy_type_system: true };
    }),
    ValidateEphemeralResourceConfig: answer(({ request }) => ({ diagnostics: unsettable(schema.ephemeralResources[request.type_name], read(request.config)) })),
    // What is made up says so, and can be looked for where it must not be.
    OpenEphemeralResource: answer(({ request }) => {
      const value = (v, attribute, path) => (isSet(v) ? v : filler(attribute.type, path));
      return { result: write(filled(schema.ephemeralResources[request.type_name], read(request.config), value, `ephemeral.${request.type_name}`)) };
    }),
    CloseEphemeralResource: answer(() => ({})),
    ReadDataSource: answer(({ request }) => {
      const config = read(request.config);
      const known = valuesRead(request.type_name, config, provider);
      const value = (v, attribute, path, name) => (isSet(v) ? v : known[name] ?? filler(attribute.type, path));
      const unset = Object.fromEntries(Object.entries(known).filter(([name]) => !isSet(config[name])));
      return { state: write({ ...filled(schema.dataSources[request.type_name], config, value, request.type_name), ...unset }) };
    }),
  };
}

const service = grpc.loadPackageDefinition(loadSync(join(here, 'tfplugin5.proto'), { keepCase: true, enums: String, longs: Number }))
  .tfplugin5.Provider.service;
const reattach = {};
for (const provider of ['archive', 'aws', 'azurerm', 'random', 'time']) {
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(service, handlers(JSON.parse(readFileSync(join(here, 'schema', `${provider}.json`), 'utf8'))));
  const port = await new Promise((bound, failed) =>
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (e, port) => (e ? failed(e) : bound(port))));
  for (const registry of ['registry.terraform.io', 'registry.opentofu.org']) {
    reattach[`${registry}/hashicorp/${provider}`] = {
      Protocol: 'grpc', ProtocolVersion: 5, Pid: process.pid, Test: true, Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
    };
  }
}
console.log(JSON.stringify(reattach));
process.stdin.resume().on('end', () => process.exit(0));
