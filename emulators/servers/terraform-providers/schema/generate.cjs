// Makes the trimmed schemas beside this file, of the types in types.txt. In this folder:
//   mkdir -p target && cp package.json package-lock.json .npmrc target && npm --prefix target ci --ignore-scripts && node generate.cjs
//
// The packages @cdktf/provider-* are generated from the providers' own schemas. Their code states, for each type, names, types and
// nesting; their declarations state what is required. This runs that code on a stand-in for the library cdktf and writes down what
// it would have sent. What the packages do not carry: whether an optional attribute is also computed, limits above one.
'use strict';
const fs = require('fs');
const path = require('path');
const Module = require('module');

const modules = path.join(__dirname, 'target', 'node_modules', '@cdktf');
const anything = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === 'length' ? 0 : anything),
  ownKeys: () => ['prototype'],
  apply: () => anything,
});
const scalar = (type) => () => type;
const map = (type) => () => ['map', type];

class Element {
  constructor(parent, name) {
    this.attributeName = name;
  }
  getStringAttribute() { return 'string'; }
  getNumberAttribute() { return 'number'; }
  getBooleanAttribute() { return 'bool'; }
  getListAttribute() { return ['list', 'string']; }
  getNumberListAttribute() { return ['list', 'number']; }
  getStringMapAttribute() { return ['map', 'string']; }
  getNumberMapAttribute() { return ['map', 'number']; }
  getBooleanMapAttribute() { return ['map', 'bool']; }
  getAnyMapAttribute() { return ['map', 'string']; }
  interpolationForAttribute() { return ['list', 'string']; }
}
class Collection extends Element {
  constructor(parent, name, wrapsSet) {
    super(parent, name);
    this.wrapsSet = wrapsSet;
  }
}
class ScalarMap extends Element {}
const cdktf = {
  TerraformResource: Element, TerraformDataSource: Element, TerraformProvider: Element,
  ComplexObject: Element, ComplexComputedList: Element,
  ComplexList: class extends Collection {}, ComplexMap: class extends Collection { constructor(p, n) { super(p, n); this.isMap = true; } },
  StringMap: class extends ScalarMap { type = 'string' }, NumberMap: class extends ScalarMap { type = 'number' },
  BooleanMap: class extends ScalarMap { type = 'bool' }, AnyMap: class extends ScalarMap { type = 'string' },
  StringMapList: class extends ScalarMap { type = 'string'; list = true }, 
  Fn: { tolist: (x) => ({ asList: x }), toset: (x) => x },
  Token: { asList: (x) => x, asString: (x) => x, asNumber: (x) => x, asNumberList: (x) => x, asAny: (x) => x },
  Tokenization: { isResolvable: () => false },
  canInspect: () => true, isComplexElement: () => false,
  stringToHclTerraform: scalar('string'), numberToHclTerraform: scalar('number'), booleanToHclTerraform: scalar('bool'),
  anyToHclTerraform: scalar('string'),
  listMapperHcl: (element) => () => ({ element: typeof element === 'function' ? element(anything) : element }),
  hashMapperHcl: (element) => () => ({ values: element(anything) }),
  propertyAccess: () => anything,
};
const load = Module._load;
Module._load = (name, ...rest) => (name === 'cdktf' ? cdktf : name === 'constructs' ? {} : load(name, ...rest));

// interface → [{ camel, snake, optional, type }]
function declarations(text) {
  const found = {};
  for (const [, name, body] of text.matchAll(/export interface (\w+)[^{]*\{\n([\s\S]*?)\n\}/g)) {
    found[name] = [...body.matchAll(/#(\w+) \w+#\w+\}[\s\S]*?readonly (\w+)(\??): ([^;]+);|readonly (\w+)(\??): ([^;]+);/g)].map((m) =>
      m[2] ? { snake: m[1], optional: m[3] === '?', type: m[4] } : { snake: null, camel: m[5], optional: m[6] === '?', type: m[7] });
  }
  return found;
}

function attributeType(hcl, attribute) {
  if (typeof hcl === 'string' || Array.isArray(hcl)) return hcl;
  if (hcl.values !== undefined) return ['map', attributeType(hcl.values, {})];
  if (hcl.element !== undefined) {
    const kind = attribute.type === 'set' ? 'set' : 'list';
    return [kind, attributeType(hcl.element, {})];
  }
  return ['object', Object.fromEntries(Object.entries(hcl).map(([name, a]) => [name, attributeType(a.value, a)]))];
}

function block(hcl, interfaceName, declared, computed) {
  const own = declared[interfaceName] ?? [];
  const result = { attributes: {}, blocks: {} };
  for (const [name, attribute] of Object.entries(hcl)) {
    const declaration = own.find((each) => each.snake === name);
    const required = declaration !== undefined && !declaration.optional;
    if (attribute.isBlock) {
      const many = declaration ? /\[\]/.test(declaration.type) : true;
      const nested = declaration ? declaration.type.replace(/\[\].*| \|.*/g, '') : undefined;
      const inner = attribute.value.element ?? attribute.value;
      const computedInner = computed?.[name];
      result.blocks[name] = {
        nesting: attribute.type === 'struct' ? 'single' : attribute.type === 'set' ? 'set' : 'list',
        ...(required ? { min: 1 } : {}), ...(many ? {} : { max: 1 }),
        ...block(inner, nested, declared, typeof computedInner === 'object' && !Array.isArray(computedInner) ? computedInner : undefined),
      };
    } else {
      result.attributes[name] = {
        type: attributeType(attribute.value, attribute), ...(required ? { required: true } : { optional: true }),
        // so the providers call what they write and never keep
        ...(name.endsWith('_wo') ? { write_only: true } : {}),
      };
    }
  }
  for (const [name, type] of Object.entries(computed ?? {})) {
    if (!result.attributes[name] && !result.blocks[name]) result.attributes[name] = { type: computedType(type), computed: true };
  }
  if (Object.keys(result.blocks).length === 0) delete result.blocks;
  return result;
}

function computedType(type) {
  if (typeof type === 'string' || Array.isArray(type)) {
    return Array.isArray(type) && typeof type[1] === 'object' && !Array.isArray(type[1]) ? [type[0], computedType(type[1])] : type;
  }
  return ['object', Object.fromEntries(Object.entries(type).map(([name, each]) => [name, computedType(each)]))];
}

// what the getters of a class read, by the attribute's name
function getters(instance) {
  const read = {};
  const recording = new Proxy(instance, {
    get(target, key) {
      const value = Reflect.get(target, key, recording);
      if (typeof key === 'string' && /^(get\w*Attribute|interpolationForAttribute)$/.test(key)) {
        return (name) => { read[name] = target[key](name); return read[name]; };
      }
      return value;
    },
  });
  const prototype = Object.getPrototypeOf(instance);
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    if (!property.get || key === 'internalValue' || key.endsWith('Input')) continue;
    const value = property.get.call(recording);
    if (value instanceof ScalarMap) read[value.attributeName] = value.list ? ['list', ['map', value.type]] : ['map', value.type];
    else if (value instanceof Collection) {
      const inner = getters(value.get(0));
      read[value.attributeName] = value.isMap ? ['map', inner] : [value.wrapsSet ? 'set' : 'list', inner];
    } else if (value instanceof Element) read[value.attributeName] = getters(value);
    else if (value?.asList instanceof Array || value?.asList) { /* recorded when it was read */ }
  }
  return read;
}

function schemaOf(folder) {
  const exported = require(path.join(folder, 'index.js'));
  const declared = declarations(fs.readFileSync(path.join(folder, 'index.d.ts'), 'utf8'));
  const type = Object.values(exported).find((each) => typeof each === 'function' && each.prototype && 'synthesizeHclAttributes' in each.prototype);
  const instance = new type(anything, 'id', anything);
  const hcl = type.prototype.synthesizeHclAttributes.call(anything);
  const computed = getters(instance);
  for (const name of Object.keys(computed)) {
    const inner = computed[name];
    if (Array.isArray(inner) && typeof inner[1] === 'object' && hcl[name]?.isBlock) computed[name] = inner[1];
  }
  const schema = block(hcl, type.name + 'Config', declared, computed);
  schema.attributes.id ??= { type: 'string', optional: true };
  if (schema.attributes.id.optional && type.name !== 'AwsProvider') schema.attributes.id.computed = true;
  return schema;
}

// The packages have no ephemeral resources. One that makes something up has the arguments and results of the resource or data source of
// the same name, but for what only serves to keep it.
function ephemeral(schema) {
  const { id, keepers, ...attributes } = schema.attributes;
  return { ...schema, attributes };
}

const folderOf = (name) => name.replace(/_/g, '-');
const types = fs.readFileSync(path.join(__dirname, 'types.txt'), 'utf8').trim().split('\n');
const providers = {
  aws: { package: 'provider-aws', prefix: 'aws_' },
  azurerm: { package: 'provider-azurerm', prefix: 'azurerm_' },
  archive: { package: 'provider-archive', prefix: 'archive_' },
  random: { package: 'provider-random', prefix: 'random_' },
  time: { package: 'provider-time', prefix: 'time_' },
};
for (const [name, { package: from, prefix }] of Object.entries(providers)) {
  const lib = path.join(modules, from, 'lib');
  const { version, license } = require(path.join(modules, from, 'package.json'));
  const source = /providerVersion: '([\d.]+)'/.exec(fs.readFileSync(path.join(lib, 'provider', 'index.js'), 'utf8'));
  const wanted = types.filter((type) => type.replace(/^\w+\./, '').startsWith(prefix)).sort();
  const result = {
    from: `npm package @cdktf/${from} ${version}, generated from the schema of hashicorp/${name}`,
    license: `${license}; Copyright (c) HashiCorp, Inc.`,
    resources: {}, dataSources: {}, ephemeralResources: {},
  };
  result.provider = schemaOf(path.join(lib, 'provider'));
  delete result.provider.attributes.id;
  for (const type of wanted) {
    const [kind, full] = type.includes('.') ? type.split('.') : ['resource', type];
    const own = path.join(lib, folderOf(full.slice(prefix.length)));
    const data = path.join(lib, 'data-' + folderOf(full));
    if (kind === 'resource') result.resources[full] = schemaOf(own);
    else if (kind === 'data') result.dataSources[full] = schemaOf(data);
    else result.ephemeralResources[full] = ephemeral(schemaOf(fs.existsSync(own) ? own : data));
  }
  fs.writeFileSync(path.join(__dirname, `${name}.json`), JSON.stringify(result, null, 1) + '\n');
  console.log(`${name}.json: ${wanted.length} types`);
}
