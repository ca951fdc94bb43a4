/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Members of a namespace of their own, by whole URI (`http://ns.example.com/epcis/myField`), also within their values. */
export type Extensions = Readonly<Record<string, Json>>;
