const SCALE = 2;

/** Saves the picture, caption and all, as a PNG of twice the screen's resolution: the server's drawing of it as an image. */
export async function savePng(query: string): Promise<void> {
  const response = await fetch(`/network.svg?${query}`);
  if (!response.ok) throw new Error(`${response.status} drawing`);
  const source = URL.createObjectURL(new Blob([await response.text()], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(download, "image/png");
  } finally {
    URL.revokeObjectURL(source);
  }
}

function download(blob: Blob | null): void {
  if (!blob) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "pobratim-network.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
