/** A file that came with a message. `name` is as the person wrote it, cleaned, perhaps empty; `url` is not checked. */
export interface AttachedFile {
  readonly name: string;
  readonly url: string;
}
