interface Binding {
  type: string;
  value: string;
  datatype?: string;
}

interface TablePlugin {
  formatLiteral(this: TablePlugin, binding: Binding, prefixes?: Record<string, string>): string;
}

const FAMILIAR = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(integer|decimal|double|float|boolean|date|gYear)$/;

/** Has the table write numbers, dates and truth values as people do, without quotation marks and type. */
export function writePlainly(table: { prototype: unknown }): void {
  const plugin = table.prototype as TablePlugin;
  const write = plugin.formatLiteral;
  plugin.formatLiteral = function (binding, prefixes) {
    if (binding.datatype === undefined || !FAMILIAR.test(binding.datatype)) return write.call(this, binding, prefixes);
    const cell = document.createElement("span");
    cell.textContent = binding.value;
    return cell.outerHTML;
  };
}
