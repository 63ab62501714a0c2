/**
 * Does something for each item, several at once, and gives the results in the order of the items.
 *
 * Where it is left early, and where one fails, it first waits for what was begun. An item that cannot be had fails after
 * the results of those before it.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  atOnce: number,
  act: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const begun: Promise<PromiseSettledResult<Result>>[] = [];
  let isAtEnd = false;
  const begin = async (): Promise<void> => {
    const settled = await settle(Promise.resolve(source.next()));
    if (settled.status === 'rejected') {
      isAtEnd = true;
      begun.push(Promise.resolve(settled));
    } else if (settled.value.done === true) {
      isAtEnd = true;
    } else {
      begun.push(settle(act(settled.value.value)));
    }
  };
  try {
    for (;;) {
      while (!isAtEnd && begun.length < atOnce) await begin();
      const first = await begun.shift();
      if (first === undefined) return;
      if (first.status === 'rejected') throw first.reason;
      yield first.value;
    }
  } finally {
    await Promise.all(begun);
    if (!isAtEnd) await source.return?.();
  }
}

async function settle<Value>(promise: Promise<Value>): Promise<PromiseSettledResult<Value>> {
  const [settled] = await Promise.allSettled([promise]);
  return settled;
}
