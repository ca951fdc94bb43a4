import type { SensorElement, SensorMetadata, SensorReport } from '../event/sensor-element.ts';
import { list, objectAt, readExtensions, readMembers } from './members.ts';
import type { Place } from './place.ts';
import { readBoolean, readNumber, readText, textLike } from './scalars.ts';
import { termOf } from './term.ts';
import { readTime } from './time.ts';
import { readUri } from './uri.ts';
import { vocabulary } from './vocabulary.ts';

const metadataReaders = {
  time: readTime,
  startTime: readTime,
  endTime: readTime,
  deviceID: readUri,
  deviceMetadata: readUri,
  rawData: readUri,
  dataProcessingMethod: readUri,
  bizRules: readUri,
};

function readMetadata(place: Place): SensorMetadata | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, metadataReaders);
  return { ...readMembers(place, object, metadataReaders, []), extensions };
}

const reportReaders = {
  type: termOf(vocabulary.measurement),
  exception: termOf(vocabulary.sensorAlert),
  deviceID: readUri,
  deviceMetadata: readUri,
  rawData: readUri,
  dataProcessingMethod: readUri,
  bizRules: readUri,
  time: readTime,
  microorganism: readUri,
  chemicalSubstance: readUri,
  coordinateReferenceSystem: readUri,
  value: readNumber,
  component: termOf(vocabulary.component),
  stringValue: readText,
  booleanValue: readBoolean,
  hexBinaryValue: textLike(/^[A-Fa-f0-9]+$/, 'a number of hexadecimal digits'),
  uriValue: readUri,
  minValue: readNumber,
  maxValue: readNumber,
  meanValue: readNumber,
  sDev: readNumber,
  percRank: readNumber,
  percValue: readNumber,
  uom: readText,
};

function readReport(place: Place): SensorReport | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, reportReaders);
  return { ...readMembers(place, object, reportReaders, ['type']), extensions };
}

const elementReaders = { sensorMetadata: readMetadata, sensorReport: list(readReport, { min: 1 }) };

export function readSensorElement(place: Place): SensorElement | undefined {
  const object = objectAt(place);
  if (!object) return undefined;
  const extensions = readExtensions(place, object, elementReaders);
  return { ...readMembers(place, object, elementReaders, ['sensorReport']), extensions };
}
