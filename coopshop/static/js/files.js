// A file that is too large is told beside its box before it is sent: what is typed stays, and no
// minutes are lost on a slow line. The server looks again.

for (const box of document.querySelectorAll("input[type=file][data-most]")) {
  box.addEventListener("change", () => {
    const large = [...box.files].some((file) => file.size > Number(box.dataset.most));
    box.setCustomValidity(large ? box.dataset.tooLarge : "");
    box.reportValidity();
  });
}
