/** A request as routes read it; a Request of the fetch API is one. */
export interface ApiRequest {
  method: string;
  /** Whole, with whatever stands for the host: that is asked of the headers. */
  url: string;
  headers: Headers;
  /** In pieces as they come; null where there is none. */
  body: AsyncIterable<Uint8Array> | null;
}
