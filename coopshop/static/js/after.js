// After a sale, on a page of its own: Enter begins the next one.

document.getElementById("next")?.focus();
