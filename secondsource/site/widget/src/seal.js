/* Takes away what a worker has and Python does not need: the language itself stays, and little else.  Names are
   allowed, not forbidden, so that what browsers will have next year is gone as well.  The policy of the worker's
   frame forbids connections all the same; this is the second wall, and keeps other stores of this origin shut. */

/* Everything of the language, and of WebAssembly, is a global of an empty realm; of the platform only these stay. */
const LANGUAGE = `Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError globalThis JSON Math Intl
  ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float16Array Float32Array
  Float64Array Uint8ClampedArray BigUint64Array BigInt64Array DataView Map BigInt Set Iterator WeakMap WeakSet WeakRef
  Proxy Reflect FinalizationRegistry SuppressedError DisposableStack AsyncDisposableStack Temporal
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape isFinite isNaN WebAssembly`;
const PLATFORM = `self console performance crypto TextDecoder TextEncoder AbortController AbortSignal DOMException Event EventTarget
  MessageChannel MessagePort setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone`;
const KEPT = new Set(`${LANGUAGE} ${PLATFORM} constructor`.split(/\s+/));

/** Leave only what is allowed, on the global object and on all it inherits from. */
export function seal(scope) {
  for (let holder = scope; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    for (const name of Reflect.ownKeys(holder)) if (typeof name === "string" && !KEPT.has(name)) shut(holder, name);
  }
}

/* What cannot be deleted is covered; what can be neither (a few constants) leads nowhere. */
function shut(holder, name) {
  if (!Reflect.deleteProperty(holder, name)) Reflect.defineProperty(holder, name, { value: undefined });
}
