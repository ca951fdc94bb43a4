import { extensionsIn, openValue, type ReadEvent } from '@lotscope/epcis';

/** All values of extensions, each as text, and where it reads so as a number or an instant; of objects only that they are there. */
export function extensionColumns(read: ReadEvent): object {
  const values = extensionsIn(read).map(({ field, name, value }) => ({
    scope: field.slice('extension.'.length),
    name,
    isObject: Number(typeof value === 'object'),
    ...(typeof value === 'object' ? { text: '' } : openValue(String(value))),
  }));
  return {
    'extensions.scope': values.map(({ scope }) => scope),
    'extensions.name': values.map(({ name }) => name),
    'extensions.is_object': values.map(({ isObject }) => isObject),
    'extensions.text': values.map(({ text }) => text),
    'extensions.number': values.map((value) => ('number' in value ? value.number : null)),
    'extensions.time': values.map((value) =>
      'time' in value && value.time !== undefined ? Date.parse(value.time) : null,
    ),
  };
}
