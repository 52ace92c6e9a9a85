/** Loaded by every page: gives each part that asks for it its behaviour. Everything works without. */
import { countdown } from "./countdown.js";
import { drop } from "./drop.js";
import { keys } from "./keys.js";
import { look } from "./look.js";

document.querySelectorAll("[data-countdown]").forEach(countdown);
document.querySelectorAll("[data-drop]").forEach(drop);
document.querySelectorAll("[data-look-form]").forEach(look);
keys(document.body);
