/** Formats that are met most; any pattern of the grammar may be typed. */
export const dateFormats = [
  'iso',
  'dd.MM.yyyy',
  'dd.MM.yyyy HH:mm',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'MMM d, yyyy',
  'yyyyMMdd',
  'yyyy-MM-dd HH:mm:ss',
  'dd-MMM-yyyy',
  'MMM.yy',
  'unix',
  'unixMillis',
] as const;
