import type { Camera } from "sigma";

/** Moves the camera in, out, or to where everything is in sight. */
export function zoom(camera: Camera, how: string): void {
  if (how === "in") void camera.animatedZoom({ duration: 200 });
  else if (how === "out") void camera.animatedUnzoom({ duration: 200 });
  else void camera.animatedReset({ duration: 250 });
}

/** Moves the camera as the key says; other keys do what they did. */
export function steer(camera: Camera, event: KeyboardEvent): void {
  const { x, y, ratio } = camera.getState();
  const step = 0.1 * ratio;
  const moves: Record<string, () => void> = {
    ArrowLeft: () => camera.setState({ x: x - step }),
    ArrowRight: () => camera.setState({ x: x + step }),
    ArrowUp: () => camera.setState({ y: y + step }),
    ArrowDown: () => camera.setState({ y: y - step }),
    "+": () => zoom(camera, "in"),
    "=": () => zoom(camera, "in"),
    "-": () => zoom(camera, "out"),
    "0": () => zoom(camera, "fit"),
  };
  const move = moves[event.key];
  if (!move) return;
  event.preventDefault();
  move();
}
