// Pages of the office: files are dropped, drafts waited for, questions answered by keys, names completed, words marked.
import "./office.css";
import { completing } from "./complete";
import { droppable } from "./drop";
import { pressable } from "./keys";
import { coming } from "./part";
import { waiting } from "./progress";
import { markedInto } from "./words";

document.querySelectorAll<HTMLFormElement>("form[data-drop]").forEach(droppable);
document.querySelectorAll<HTMLElement>("[data-progress]").forEach(waiting);
document.querySelectorAll<HTMLInputElement>("input[data-complete]").forEach(completing);
document.querySelectorAll<HTMLInputElement>("input[data-words]").forEach(markedInto);
document.querySelectorAll<HTMLElement>("[data-part]").forEach(coming);
pressable(document.querySelectorAll<HTMLElement>("[data-key]"));
