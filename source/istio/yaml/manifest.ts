import { readFile, stat } from 'node:fs/promises';
import type { KubernetesObject } from '../../kubernetes/object.ts';
import { sanitizeLine } from '../../kubernetes/sanitize.ts';
import type { Message } from '../../language/message.ts';
import { SeparatorError, splitDocuments } from './yaml-documents.ts';
import { loadYaml, type Tolerance, YamlError } from './yaml-load.ts';

/** An object, and where it was read. */
export interface SourcedObject {
  object: KubernetesObject;
  file: string;
  /** 1-based number of the YAML document in the file. */
  document: number;
  /** 1-based line of the file at which that document begins. */
  line: number;
}

/** A document that a strict parser refuses and kubectl reads. */
export interface ToleratedDocument {
  file: string;
  document: number;
  /** 1-based line at which the strict parser stopped. */
  line: number;
  why: Tolerance;
  /** The strict parser's words. */
  words: string;
}

export interface Manifest {
  objects: SourcedObject[];
  tolerated: ToleratedDocument[];
}

/** A manifest that cannot be read. `document` and `line` are 1-based; both 0 where the file as a whole is at fault. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
  readonly file: string;
  readonly document: number;
  readonly line: number;
  readonly problem: Message;

  /** `fault` is in the parser's or the system's words, or a message of ours, whose values are safe already. */
  constructor(file: string, fault: string | Message, document = 0, line = 0) {
    const words = typeof fault === 'string' ? sanitizeLine(fault) : fault;
    const said = typeof words === 'string' ? words : words.key;
    super(document ? `${file}, document ${document}, line ${line}: ${said}` : `${file}: ${said}`);
    this.file = file;
    this.document = document;
    this.line = line;
    this.problem = document
      ? { key: 'manifest.broken', values: { file, document, line, words } }
      : { key: 'manifest.unreadable', values: { file, words } };
  }
}

/** Bytes. The largest manifest of any release is about 5 MB; a file beyond this is not one. */
const largestFile = 64 * 2 ** 20;

/** Reads a file of YAML or JSON; throws ManifestError. */
export async function readManifest(file: string): Promise<Manifest> {
  let bytes: Buffer;
  try {
    const { size } = await stat(file);
    if (size > largestFile)
      throw new ManifestError(file, { key: 'manifest.too-large', values: { size, most: largestFile } });
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    throw new ManifestError(file, (error as Error).message);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ManifestError(file, { key: 'manifest.not-utf8' });
  }
  return parseManifest(text, file);
}

/**
 * The objects of a manifest in the order of the file, as kubectl loads them: empty documents skipped, lists flattened. `file` is only
 * a name for errors. Throws ManifestError.
 */
export function parseManifest(text: string, file: string): Manifest {
  const manifest: Manifest = { objects: [], tolerated: [] };
  for (const { text: part, number, line } of documentsOf(text, file)) {
    try {
      const { value, tolerated } = loadYaml(part);
      for (const object of objectsOf(value)) manifest.objects.push({ object, file, document: number, line });
      if (tolerated)
        manifest.tolerated.push({ ...tolerated, file, document: number, line: line + tolerated.line });
    } catch (error) {
      if (error instanceof YamlError) throw new ManifestError(file, error.fault, number, line + error.line);
      throw error;
    }
  }
  return manifest;
}

function documentsOf(text: string, file: string) {
  // A NUL is in no YAML file, and at the start of most binary ones that happen to be UTF-8.
  if (text.includes('\u0000')) throw new ManifestError(file, { key: 'manifest.not-text' });
  try {
    return splitDocuments(text);
  } catch (error) {
    if (!(error instanceof SeparatorError)) throw error;
    const rest = sanitizeLine(error.rest);
    throw new ManifestError(
      file,
      { key: 'manifest.separator', values: { rest } },
      error.document,
      error.line,
    );
  }
}

/** Lists within lists are followed this far: deeper ones are made to exhaust the stack. */
const deepestList = 10;

function objectsOf(value: unknown, depth = 0): KubernetesObject[] {
  if (value === undefined || value === null) return [];
  if (!isRecord(value)) throw new YamlError({ key: 'manifest.no-object' }, 0);
  const { apiVersion, kind, items } = value;
  if (typeof kind !== 'string' || !kind) throw new YamlError({ key: 'manifest.no-kind' }, 0);
  if (typeof apiVersion !== 'string' || !apiVersion)
    throw new YamlError({ key: 'manifest.no-api-version' }, 0);
  if (kind.endsWith('List') && Array.isArray(items)) {
    if (depth >= deepestList) throw new YamlError({ key: 'manifest.lists-too-deep' }, 0);
    // The items of a typed list, e.g. a ConfigMapList, may leave out what the list says (apimachinery UnstructuredJSONScheme).
    const implied = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
    return items.flatMap((item) => objectsOf(isRecord(item) ? { ...implied, ...item } : item, depth + 1));
  }
  const { metadata } = value;
  if (!isRecord(metadata) || typeof metadata.name !== 'string' || !metadata.name)
    throw new YamlError({ key: 'manifest.no-name', values: { kind: sanitizeLine(kind) } }, 0);
  return [value as KubernetesObject];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
