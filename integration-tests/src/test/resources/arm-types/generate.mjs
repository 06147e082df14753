// Makes types.json beside this file, of the resource types in types.txt, from a clone of https://github.com/Azure/bicep-types-az:
//   git clone --filter=blob:none --no-checkout https://github.com/Azure/bicep-types-az target && node generate.mjs target COMMIT
//
// That repository's types are generated from Azure's own API definitions. This takes away descriptions and what cannot be reached from the
// types, and does not look into what only Azure sets: a value there is a fault, whatever it is.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [clone, commit] = process.argv.slice(2);
const git = (...args) => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
const here = (name) => new URL(name, import.meta.url);
const READ_ONLY = 2;

const wanted = readFileSync(here('types.txt'), 'utf8').split('\n').filter(Boolean);
const files = git('ls-tree', '-r', '--name-only', commit, 'generated').split('\n').filter((name) => name.endsWith('/types.json'));
const nodes = [];
const seen = new Map();

function fileOf(type) {
  const [name, version] = type.split('@');
  const end = `/${name.split('/')[0].toLowerCase()}/${version}/types.json`;
  for (const file of files.filter((each) => each.endsWith(end))) {
    const all = JSON.parse(git('show', `${commit}:${file}`));
    const found = all.find((each) => each.$type === 'ResourceType' && each.name.toLowerCase() === type.toLowerCase());
    if (found) return { file, all, body: found.body };
  }
  throw new Error(`${type} is in no file of ${commit}`);
}

const same = new Map();
function node(content) {
  const text = JSON.stringify(content);
  if (!same.has(text)) same.set(text, nodes.push(content) - 1);
  return same.get(text);
}

function take(file, all, reference) {
  const index = Number(reference.$ref.slice(2));
  const key = `${file}#${index}`;
  if (!seen.has(key)) {
    const from = all[index];
    if (['ObjectType', 'DiscriminatedObjectType', 'ArrayType', 'UnionType'].includes(from.$type)) {
      seen.set(key, nodes.push(null) - 1);
      nodes[seen.get(key)] = content(file, all, from);
    } else {
      seen.set(key, node(content(file, all, from)));
    }
  }
  return seen.get(key);
}

function content(file, all, from) {
  const go = (reference) => take(file, all, reference);
  const properties = (of) =>
    Object.fromEntries(Object.entries(of ?? {}).map(([name, { type, flags }]) => [name, [flags & READ_ONLY ? node({ any: true }) : go(type), flags & 3]]));
  switch (from.$type) {
    case 'AnyType': return { any: true };
    case 'StringType': return { string: true };
    case 'IntegerType': return { integer: true };
    case 'BooleanType': return { boolean: true };
    case 'NullType': return { null: true };
    case 'StringLiteralType': return { literal: from.value };
    case 'BuiltInType': return [, { any: true }, { null: true }, { boolean: true }, { integer: true }, { string: true }][from.kind] ?? { any: true };
    case 'ArrayType': return { array: go(from.itemType) };
    case 'UnionType': return { oneOf: from.elements.map(go) };
    case 'ObjectType':
      return { properties: properties(from.properties), ...(from.additionalProperties ? { additional: go(from.additionalProperties) } : {}) };
    case 'DiscriminatedObjectType':
      return {
        by: from.discriminator,
        properties: properties(from.baseProperties),
        alternatives: Object.fromEntries(Object.entries(from.elements).map(([name, of]) => [name, go(of)])),
      };
    default: throw new Error(`${file} has a ${from.$type}, which this does not know`);
  }
}

const types = Object.fromEntries(wanted.map((type) => { const { file, all, body } = fileOf(type); return [type, take(file, all, body)]; }));
const lines = nodes.map((each) => JSON.stringify(each)).join(',\n');
writeFileSync(here('types.json'), `{"commit":${JSON.stringify(commit)},\n"types":${JSON.stringify(types, null, 1)},\n"nodes":[\n${lines}\n]}\n`);
