import { BrokenIdentifier } from './identifier.ts';

/** The check digit that GS1 keys end with, of the digits before it (GS1 General Specifications 7.9: weights 3 and 1 from the right). */
export function checkDigitOf(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return String((10 - (sum % 10)) % 10);
}

/** The key again, when its last digit is the check digit of the others. */
export function withRightCheckDigit(key: string, name: string): string {
  const expected = checkDigitOf(key.slice(0, -1));
  if (key.at(-1) !== expected) {
    throw new BrokenIdentifier(`the check digit of ${name} ${key} is ${expected}, not ${key.at(-1)}`);
  }
  return key;
}

const signs82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const signs32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/** The two check characters that a model number (GMN) ends with (GS1 General Specifications 7.9.5: primes from the right, modulo 1021). */
export function checkPairOf(model: string): string {
  let sum = 0;
  for (let i = 0; i < model.length; i++) sum += signs82.indexOf(model.charAt(model.length - 1 - i)) * (primes[i] ?? 0);
  const rest = sum % 1021;
  return signs32.charAt(rest >> 5) + signs32.charAt(rest & 31);
}
