// notebook starts what a reader's own words need: the list and the review of those that are
// in this browser, and the moving of them into an account.

import { bringing } from "./bring";
import { listing } from "./list";
import { asking, reviewing } from "./review";

const list = document.querySelector<HTMLElement>("[data-notebook]");
if (list) (list.dataset.notebook === "account" ? bringing : listing)(list);

const review = document.querySelector<HTMLElement>("[data-review]");
if (review) (review.dataset.review === "account" ? asking : reviewing)(review);

export {};
