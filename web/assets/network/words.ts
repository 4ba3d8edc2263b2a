/** What the page says of the picture, in its language. */
export interface Words {
  path: string;
  pathHint: string;
  noPath: string;
  hide: string;
  focus: string;
  pin: string;
  unpin: string;
  expand: string;
  close: string;
  all: string;
  openGroup: string;
  closeGroup: string;
  opened: string;
  closed: string;
  broken: string;
  copied: string;
}
