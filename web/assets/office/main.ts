// Pages of the office: files may be dropped on the form, and a page that waits for a draft asks how far it is.
import "./office.css";
import { droppable } from "./drop";
import { waiting } from "./progress";

document.querySelectorAll<HTMLFormElement>("form[data-drop]").forEach(droppable);
document.querySelectorAll<HTMLElement>("[data-progress]").forEach(waiting);
