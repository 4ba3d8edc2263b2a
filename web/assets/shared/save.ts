const SCALE = 2;

/** Saves an SVG document as a file. */
export function saveSvg(text: string, name: string): void {
  download(new Blob([text], { type: "image/svg+xml" }), name);
}

/** Saves an SVG document as a PNG of twice the screen's resolution. */
export async function savePng(text: string, name: string): Promise<void> {
  const source = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, name), "image/png");
  } finally {
    URL.revokeObjectURL(source);
  }
}

function download(blob: Blob | null, name: string): void {
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
