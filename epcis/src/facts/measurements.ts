import type { EpcisEvent } from '../event/event.ts';
import type { SensorElement, SensorReport } from '../event/sensor-element.ts';

/** One value that a sensor report says. */
export interface Measurement {
  /** What was measured: `temperature`, `temperature minimum`; with the substance, microorganism or component where it is of one. */
  readonly parameter: string;
  readonly at: string;
  readonly value?: number;
  readonly text?: string;
  readonly unit?: string;
  /** Found in the goods, not a condition around them. */
  readonly isOfContent: boolean;
  readonly method?: string;
}

/** The values of an event's sensor reports, each at the end of the time that it is of. */
export function measurementsOf(event: EpcisEvent): Measurement[] {
  return event.sensorElementList.flatMap((element) =>
    element.sensorReport.flatMap((report) => valuesOf(report, momentOf(event, element, report))),
  );
}

function momentOf(event: EpcisEvent, { sensorMetadata }: SensorElement, report: SensorReport): string {
  const { time, endTime, startTime } = sensorMetadata ?? {};
  return report.time ?? time ?? endTime ?? startTime ?? event.eventTime;
}

function valuesOf(report: SensorReport, at: string): Measurement[] {
  const content = report.microorganism ?? report.chemicalSubstance;
  const details = [report.microorganism, report.chemicalSubstance, report.component].filter(
    (part) => part !== undefined,
  );
  const name = [nameOf(report.type), ...details].join(' ');
  const shared = {
    at,
    isOfContent: content !== undefined,
    ...(report.uom === undefined ? {} : { unit: report.uom }),
    ...(report.dataProcessingMethod === undefined ? {} : { method: report.dataProcessingMethod }),
  };
  const numbers: readonly (readonly [string, number | undefined])[] = [
    ['', report.value],
    [report.value === undefined ? '' : ' mean', report.meanValue],
    [' minimum', report.minValue],
    [' maximum', report.maxValue],
  ];
  const values = numbers.flatMap(([suffix, value]): Measurement[] =>
    value === undefined ? [] : [{ ...shared, parameter: name + suffix, value }],
  );
  const text = report.stringValue ?? report.uriValue ?? report.hexBinaryValue ?? report.booleanValue;
  if (values.length === 0 && text !== undefined) values.push({ ...shared, parameter: name, text: String(text) });
  return values;
}

/** `Temperature` is the `temperature` of other sources; a URI stays what it is. */
const nameOf = (type: string): string =>
  /^[A-Z][a-z]+[A-Za-z]*$/.test(type) ? type.charAt(0).toLowerCase() + type.slice(1) : type;
