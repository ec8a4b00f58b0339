/** pngjs comes without types; this is the part used here. `data` is RGBA, row by row. */
declare module 'pngjs' {
  export class PNG {
    static sync: { read(file: Buffer): PNG };
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
  }
}
