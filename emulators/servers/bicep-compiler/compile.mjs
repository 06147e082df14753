// Reads names of Bicep files, one a line, and answers each with one line of JSON: {"errors":[{"line","column","message"}],"template":{…}}.
// Grammar: tree-sitter-bicep. What it accepts is then compiled into an ARM template of language version 2.0, by the rules of Bicep's own compiler, as far as
// Landfall's templates use the language; anything else is an error, and so are names that are not declared, not used, or of no function of Bicep.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const modules = createRequire(pathToFileURL(`${process.argv[2]}/package.json`));
const { Parser, Language } = await import(pathToFileURL(modules.resolve('web-tree-sitter')));
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(modules.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));

const FUNCTIONS = new Set(
  `any array base64 base64ToJson base64ToString bool cidrHost cidrSubnet coalesce concat contains dataUri dataUriToString dateTimeAdd
  dateTimeFromEpoch dateTimeToEpoch deployment empty endsWith environment extensionResourceId filter first flatten format groupBy guid indexOf int
  intersection items join json last lastIndexOf length loadFileAsBase64 loadJsonContent loadTextContent loadYamlContent managementGroup
  managementGroupResourceId map mapValues max min newGuid objectKeys padLeft parseCidr pickZones range reduce reference replace resourceGroup resourceId
  shallowMerge skip sort split startsWith string subscription subscriptionResourceId substring take tenant tenantResourceId toLogicalZone
  toLogicalZones toLower toObject toPhysicalZone toPhysicalZones toUpper trim union uniqueString uri uriComponent uriComponentToString utcNow`.split(/\s+/),
);
const OF_DEFAULTS = new Set(['newGuid', 'utcNow']);
const OPERATORS = {
  '==': 'equals', '&&': 'and', '||': 'or', '<': 'less', '>': 'greater', '<=': 'lessOrEquals', '>=': 'greaterOrEquals', '+': 'add', '-': 'sub', '*': 'mul', '/': 'div',
  '%': 'mod', '??': 'coalesce',
};
const ESCAPES = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", $: '$' };
const SECURE = { string: 'securestring', object: 'secureObject' };
const CONSTRAINTS = ['minLength', 'maxLength', 'minValue', 'maxValue'];

const named = (node) => node.namedChildren.filter((each) => each.type !== 'comment');
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const isExpression = (value) => value !== null && typeof value === 'object' && value.expression !== undefined;

class File {
  constructor(text) {
    this.root = parser.parse(text).rootNode;
    this.errors = [];
    this.declared = new Map();
    this.used = new Set();
  }

  fail(node, message) {
    const error = { line: node.startPosition.row + 1, column: node.startPosition.column + 1, message };
    if (!this.errors.some((each) => JSON.stringify(each) === JSON.stringify(error))) this.errors.push(error);
    return null;
  }

  compile() {
    this.syntax(this.root);
    if (this.errors.length) return null;
    const template = { languageVersion: '2.0', parameters: {}, variables: {}, resources: {}, outputs: {} };
    const statements = this.statements();
    for (const statement of statements) this.declare(statement);
    for (const statement of statements) this.emit(statement, template);
    for (const [name, { kind, node }] of this.declared) {
      if (kind !== 'resource' && !this.used.has(name)) this.fail(node, `${name} is declared and never used`);
    }
    return template;
  }

  syntax(node) {
    if (node.isError || node.isMissing) {
      this.fail(node, node.isMissing ? `${node.type} is missing` : `syntax error at ${JSON.stringify(node.text.slice(0, 40))}`);
    } else if (node.hasError) {
      node.children.forEach((each) => this.syntax(each));
    }
  }

  // declarations with the decorators before them
  statements() {
    const found = [];
    let decorators = [];
    for (const node of named(this.root)) {
      if (node.type === 'decorators') {
        decorators = named(node);
        continue;
      }
      found.push({ node, decorators });
      decorators = [];
    }
    return found;
  }

  declare({ node }) {
    const kind = { parameter_declaration: 'parameter', variable_declaration: 'variable', resource_declaration: 'resource' }[node.type];
    if (!kind) return;
    const name = named(node)[0].text;
    if (this.declared.has(name)) this.fail(node, `${name} is declared twice`);
    const declaration = { kind, node };
    if (kind === 'resource') {
      const [type, version] = this.literal(named(node)[1]).split('@');
      const body = this.body(node);
      const property = (key) => body && named(body).find((each) => this.key(each) === key);
      const value = (key) => property(key) && named(property(key))[1];
      Object.assign(declaration, { type, version, body, parent: value('parent')?.text, name: value('name') });
      if (!declaration.name) this.fail(node, `${name} has no name`);
    }
    this.declared.set(name, declaration);
  }

  body(node) {
    const last = named(node).at(-1);
    return last.type === 'if_statement' ? named(last)[1] : last.type === 'object' ? last : this.fail(last, `a resource is an object, not ${last.type}`);
  }

  emit({ node, decorators }, template) {
    const parts = named(node);
    const marks = this.decorators(decorators);
    switch (node.type) {
      case 'target_scope_assignment': {
        if (this.literal(parts[0]) !== 'resourceGroup') this.fail(node, 'the scope is not resourceGroup');
        return;
      }
      case 'metadata_declaration':
        template.metadata = { ...template.metadata, [parts[0].text]: this.literal(parts[1]) };
        return;
      case 'parameter_declaration':
        template.parameters[parts[0].text] = this.parameter(node, parts, marks);
        return;
      case 'variable_declaration':
        template.variables[parts[0].text] = this.json(this.value(parts[1], new Set()));
        return;
      case 'resource_declaration':
        template.resources[parts[0].text] = this.resource(parts[0].text, node, marks);
        return;
      case 'output_declaration':
        template.outputs[parts[0].text] = { ...marks.fields, type: parts[1].text, value: this.json(this.value(parts[2], new Set())) };
        return;
      default:
        this.fail(node, `${node.type} is not used in these templates`);
    }
  }

  decorators(list) {
    const marks = { fields: {}, secure: false, onlyIfNotExists: false };
    for (const decorator of list) {
      const call = named(decorator)[0];
      const name = named(call)[0].text;
      const given = named(named(call)[1])[0];
      if (name === 'secure') marks.secure = true;
      else if (name === 'onlyIfNotExists') marks.onlyIfNotExists = true;
      else if (name === 'description') marks.fields.metadata = { description: this.literal(given) };
      else if (name === 'allowed') marks.fields.allowedValues = this.json(this.value(given, new Set()));
      else if (CONSTRAINTS.includes(name)) marks.fields[name] = this.json(this.value(given, new Set()));
      else this.fail(decorator, `no decorator has the name ${name}`);
    }
    return marks;
  }

  parameter(node, parts, { fields, secure }) {
    const type = parts[1].text;
    if (!['string', 'int', 'bool', 'array', 'object'].includes(type)) this.fail(parts[1], `${type} is no type of a parameter`);
    if (secure && !SECURE[type]) this.fail(node, `a parameter of type ${type} cannot be secure`);
    const result = { ...fields, type: secure ? SECURE[type] : type };
    const equals = node.children.filter((each) => each.text === '=');
    if (equals.length !== (parts.length > 2 ? 1 : 0)) this.fail(node, 'a default value is given by one =');
    if (parts.length > 2) result.defaultValue = this.json(this.value(parts[2], new Set(), true));
    return result;
  }

  resource(symbol, node, { fields, onlyIfNotExists }) {
    const { type, version, body } = this.declared.get(symbol);
    const needs = new Set();
    const result = { type, apiVersion: version };
    if (fields.metadata) result.metadata = fields.metadata;
    if (onlyIfNotExists) result['@options'] = { onlyIfNotExists: [] };
    const test = named(node).find((each) => each.type === 'if_statement');
    if (test) result.condition = this.json(this.value(named(test)[0], needs));
    for (const property of body ? named(body) : []) {
      const key = this.key(property);
      const value = named(property)[1];
      if (key === 'parent') needs.add(this.symbol(value));
      else if (key === 'name') result.name = this.json(this.fullName(symbol, needs));
      else if (key === 'dependsOn') named(value).forEach((each) => needs.add(this.symbol(each)));
      else if (key === 'scope') result.scope = this.json(this.id(this.symbol(value), needs));
      else result[key] = this.json(this.value(value, needs));
    }
    needs.delete(symbol);
    if (needs.size) result.dependsOn = [...needs].sort();
    return result;
  }

  symbol(node) {
    if (node.type !== 'identifier' || this.declared.get(node.text)?.kind !== 'resource') this.fail(node, `${node.text} is no resource of this file`);
    return node.text;
  }

  names(symbol, needs) {
    const { parent, name } = this.declared.get(symbol) ?? {};
    return [...(parent ? this.names(parent, needs) : []), ...(name ? [this.value(name, needs)] : [])];
  }

  fullName(symbol, needs) {
    const names = this.names(symbol, needs);
    return names.length === 1 ? names[0] : this.call('format', [names.map((_, index) => `{${index}}`).join('/'), ...names]);
  }

  id(symbol, needs) {
    needs.add(symbol);
    return this.call('resourceId', [this.declared.get(symbol)?.type ?? '', ...this.names(symbol, needs)]);
  }

  // a JSON value in which whatever is computed is {expression}
  value(node, needs, ofDefault = false) {
    const go = (each) => this.value(each, needs, ofDefault);
    const parts = named(node);
    switch (node.type) {
      case 'string': return this.string(node, go);
      case 'number': return Number(node.text);
      case 'boolean': return node.text === 'true';
      case 'null': return null;
      case 'array': return parts.map(go);
      case 'object': return this.object(parts, go);
      case 'parenthesized_expression': return go(parts[0]);
      case 'identifier': return this.name(node);
      case 'member_expression': return this.member(node, parts, needs, go);
      case 'subscript_expression': return { expression: `${this.text(go(parts[0]))}[${this.text(go(parts[1]))}]` };
      case 'ternary_expression': return this.call('if', parts.map(go));
      case 'unary_expression': return node.children[0].text === '!' ? this.call('not', parts.map(go)) : -go(parts[0]);
      case 'binary_expression': return this.binary(node, parts, go);
      case 'call_expression': return this.function(node, parts, ofDefault, go);
      default: return this.fail(node, `${node.type} is not used in these templates`);
    }
  }

  string(node, go) {
    const parts = named(node);
    if (node.text.startsWith("'''")) return node.text.slice(3, -3).replace(/^\r?\n/, '');
    const text = (each) => (each.type === 'escape_sequence' ? (each.text[1] === 'u' ? String.fromCodePoint(parseInt(each.text.slice(3, -1), 16)) : ESCAPES[each.text[1]]) : each.text);
    if (!parts.some((each) => each.type === 'interpolation')) return parts.map(text).join('');
    const values = [];
    const form = parts.map((each) => (each.type === 'interpolation' ? `{${values.push(go(named(each)[0])) - 1}}` : text(each).replaceAll('{', '{{').replaceAll('}', '}}')));
    return this.call('format', [form.join(''), ...values]);
  }

  // one whose keys are computed exists in expressions alone
  object(properties, go) {
    const computed = (each) => named(each)[0].type === 'string' && named(named(each)[0]).some((part) => part.type === 'interpolation');
    if (!properties.some(computed)) return Object.fromEntries(properties.map((each) => [this.key(each), go(named(each)[1])]));
    return this.call('createObject', properties.flatMap((each) => [computed(each) ? go(named(each)[0]) : this.key(each), go(named(each)[1])]));
  }

  name(node) {
    const declaration = this.declared.get(node.text);
    if (!declaration) return this.fail(node, `${node.text} is not declared`);
    this.used.add(node.text);
    if (declaration.kind === 'resource') return this.fail(node, `${node.text} is a resource, not a value`);
    return this.call(`${declaration.kind}s`, [node.text]);
  }

  member(node, [of, property], needs, go) {
    if (of.type !== 'identifier' || this.declared.get(of.text)?.kind !== 'resource') return { expression: `${this.text(go(of))}.${property.text}` };
    if (property.text === 'id') return this.id(of.text, needs);
    needs.add(of.text);
    if (property.text === 'name') return this.names(of.text, needs).at(-1);
    if (property.text === 'properties') return this.call('reference', [of.text]);
    return this.fail(property, `${property.text} of a resource is not used in these templates`);
  }

  binary(node, parts, go) {
    const operator = node.children[1].text;
    if (operator === '!=') return this.call('not', [this.call('equals', parts.map(go))]);
    return OPERATORS[operator] ? this.call(OPERATORS[operator], parts.map(go)) : this.fail(node, `${operator} is no operator`);
  }

  function(node, [name, given], ofDefault, go) {
    if (name.type !== 'identifier' || !FUNCTIONS.has(name.text)) return this.fail(name, `no function has the name ${name.text}`);
    if (OF_DEFAULTS.has(name.text) && !ofDefault) this.fail(name, `${name.text} is allowed in the default value of a parameter alone`);
    return this.call(name.text, named(given).map(go));
  }

  call(name, given) {
    return { expression: `${name}(${given.map((each) => this.text(each)).join(', ')})` };
  }

  // as a part of an expression
  text(value) {
    if (isExpression(value)) return value.expression;
    if (value === null) return 'null()';
    if (Array.isArray(value)) return `createArray(${value.map((each) => this.text(each)).join(', ')})`;
    if (typeof value === 'object') return `createObject(${Object.entries(value).map(([key, each]) => `${quoted(key)}, ${this.text(each)}`).join(', ')})`;
    if (typeof value === 'string') return quoted(value);
    return typeof value === 'boolean' ? `${value}()` : String(value);
  }

  // as a value of the template
  json(value) {
    if (isExpression(value)) return `[${value.expression}]`;
    if (Array.isArray(value)) return value.map((each) => this.json(each));
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.json(each)]));
    return typeof value === 'string' && value.startsWith('[') && value.endsWith(']') ? `[${value}` : value;
  }

  key(property) {
    const [key] = named(property);
    return key.type === 'string' ? this.literal(key) : key.text;
  }

  literal(node) {
    const value = node?.type === 'string' ? this.string(node, () => null) : null;
    return typeof value === 'string' ? value : (this.fail(node ?? this.root, 'a plain string is expected'), '');
  }
}

for await (const name of createInterface({ input: process.stdin })) {
  const file = new File(readFileSync(name, 'utf8'));
  let template = null;
  try {
    template = file.compile();
  } catch (error) {
    file.fail(file.root, `not understood: ${error.message}`);
  }
  process.stdout.write(`${JSON.stringify({ errors: file.errors, template })}\n`);
}
