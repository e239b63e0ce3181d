// Objects of the library.
import {native} from './native.js';

const finalizers = new Map();
function finalizerOf(release) {
  if (!finalizers.has(release)) {
    finalizers.set(release, new FinalizationRegistry(({pointer, borrowed}) => {
      native[release](pointer);
      borrowed.forEach((memory) => memory.free());
    }));
  }
  return finalizers.get(release);
}

/** An object of the library, and the memory that it reads, which is freed after it. */
export class Handle {
  #pointer;
  #release;
  #borrowed;

  constructor(pointer, release, borrowed = []) {
    this.#pointer = pointer;
    this.#release = release;
    this.#borrowed = borrowed;
    finalizerOf(release).register(this, {pointer, borrowed}, this);
  }

  get pointer() {
    if (this.#pointer === null) throw new TypeError('it was closed');
    return this.#pointer;
  }

  /** One more owner of it; gives what takes that owner away again. */
  share() {
    const pointer = native[this.#release.replace('_release', '_retain')](this.pointer);
    return () => native[this.#release](pointer);
  }

  close() {
    if (this.#pointer === null) return;
    finalizerOf(this.#release).unregister(this);
    native[this.#release](this.#pointer);
    this.#borrowed.forEach((memory) => memory.free());
    this.#pointer = null;
  }
}
