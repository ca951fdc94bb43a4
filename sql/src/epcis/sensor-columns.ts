import type { EpcisEvent, SensorField } from '@lotscope/epcis';
import { canonical } from './canonical.ts';

type Member = SensorField extends infer Field ? (Field extends `sensor.${infer Name}` ? Name : never) : never;

/** How the value of a member of sensor data is asked for. */
const members = {
  time: 'time',
  startTime: 'time',
  endTime: 'time',
  deviceID: 'identifier',
  dataProcessingMethod: 'identifier',
  microorganism: 'identifier',
  chemicalSubstance: 'identifier',
  bizRules: 'identifier',
  uriValue: 'identifier',
  value: 'number',
  minValue: 'number',
  maxValue: 'number',
  meanValue: 'number',
  sDev: 'number',
  percValue: 'number',
  percRank: 'number',
  type: 'text',
  stringValue: 'text',
  booleanValue: 'text',
  hexBinaryValue: 'text',
} as const satisfies Readonly<Record<Member, string>>;

interface Reported {
  readonly member: string;
  readonly unit: string;
  readonly text: string;
  readonly number: number | null;
  readonly time: number | null;
}

function reported(member: string, form: (typeof members)[Member], value: unknown, unit: string): Reported {
  const text = String(value);
  return {
    member,
    unit,
    text: form === 'identifier' ? canonical(text) : text,
    number: form === 'number' ? Number(value) : null,
    time: form === 'time' ? Date.parse(text) : null,
  };
}

/** What sensors reported: metadata hold for all reports of their element, and count as values of their own. */
export function sensorColumns({ sensorElementList }: EpcisEvent): object {
  const parts = sensorElementList.flatMap(({ sensorMetadata, sensorReport }): object[] =>
    sensorMetadata ? [sensorMetadata, ...sensorReport] : [...sensorReport],
  );
  const values = parts.flatMap((part) =>
    Object.entries(part).flatMap(([name, value]) =>
      Object.hasOwn(members, name)
        ? [reported(name, members[name as Member], value, 'uom' in part ? String(part.uom) : '')]
        : [],
    ),
  );
  return {
    sensor_elements: sensorElementList.length,
    'sensors.member': values.map(({ member }) => member),
    'sensors.unit': values.map(({ unit }) => unit),
    'sensors.text': values.map(({ text }) => text),
    'sensors.number': values.map(({ number }) => number),
    'sensors.time': values.map(({ time }) => time),
  };
}
