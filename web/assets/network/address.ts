/** The picture's state lives in the page's address: every doing of the reader is a change of it. */
export class Address {
  private readonly query = new URLSearchParams(location.search);

  get(name: string): string | null {
    return this.query.get(name);
  }

  all(name: string): string[] {
    return this.query.getAll(name);
  }

  set(name: string, value: string | null): void {
    if (value === null) this.query.delete(name);
    else this.query.set(name, value);
    this.write();
  }

  setAll(name: string, values: string[]): void {
    this.query.delete(name);
    values.forEach((value) => this.query.append(name, value));
    this.write();
  }

  /** What opening a group makes of a query. */
  opening(id: string): (query: URLSearchParams) => void {
    return (query) => {
      for (const name of ["close", "open"]) {
        const others = query.getAll(name).filter((one) => one !== id);
        query.delete(name);
        others.forEach((one) => query.append(name, one));
      }
      query.append("open", id);
    };
  }

  open(id: string): void {
    this.opening(id)(this.query);
    this.write();
  }

  /** The values of one parameter without this one, then with it at the end where it is wanted. */
  toggle(name: string, value: string, wanted: boolean): void {
    this.setAll(name, [...this.all(name).filter((one) => one !== value), ...(wanted ? [value] : [])]);
  }

  /** The query with more in it, for what the server is asked; `change` is made to it first. */
  asked(more: Record<string, string>, change: (query: URLSearchParams) => void = () => undefined): string {
    const query = new URLSearchParams(this.query);
    change(query);
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return readable(query);
  }

  private write(): void {
    const text = readable(this.query);
    history.replaceState(null, "", `${location.pathname}${text ? `?${text}` : ""}`);
  }
}

function readable(query: URLSearchParams): string {
  return query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
}
