import { savePng } from "../shared/save";

/** Saves the picture, caption and all, as a PNG: the server's drawing of it as an image. */
export async function savePicture(query: string): Promise<void> {
  const response = await fetch(`/network.svg?${query}`);
  if (!response.ok) throw new Error(`${response.status} drawing`);
  await savePng(await response.text(), `${document.title.split(" · ")[0]}.png`);
}
