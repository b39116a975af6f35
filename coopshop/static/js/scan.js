// The camera of a phone reads a QR into a box, where the browser can do that by itself
// (BarcodeDetector). Where it cannot, the button stays hidden and the code is typed.

const EVERY = 200; // milliseconds between two looks

async function canScan() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices?.getUserMedia) return false;
  return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
}

// Gives what was read to the box, as if it had been typed there.
function hand(box, code, send) {
  const scanned = new CustomEvent("scanned", { detail: code, bubbles: true, cancelable: true });
  if (!box.dispatchEvent(scanned)) return;
  box.value = code;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  if (send) box.form.requestSubmit();
  else box.focus();
}

function makeDialog(words) {
  const dialog = document.createElement("dialog");
  dialog.className = "scanner";
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true });
  const said = Object.assign(document.createElement("p"), { textContent: words.point });
  said.setAttribute("role", "status");
  const close = Object.assign(document.createElement("button"), { textContent: words.close });
  close.type = "button";
  close.className = "button";
  close.addEventListener("click", () => dialog.close());
  dialog.append(video, said, close);
  document.body.append(dialog);
  return { dialog, video, said };
}

async function open(button) {
  const box = document.getElementById(button.dataset.scan);
  const { dialog, video, said } = makeDialog(button.dataset);
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  let stream = null;
  dialog.addEventListener("close", () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    dialog.remove();
    button.focus();
  });
  dialog.showModal();
  try {
    const camera = { video: { facingMode: "environment" } };
    stream = await navigator.mediaDevices.getUserMedia(camera);
  } catch {
    said.textContent = button.dataset.denied;
    return;
  }
  if (!dialog.open) return stream.getTracks().forEach((track) => track.stop());
  video.srcObject = stream;
  await video.play();
  let last = "";
  while (dialog.open) {
    const [found] = await detector.detect(video).catch(() => []);
    // With `many` the camera stays open: a label counts again when it was out of sight meanwhile.
    if (found && dialog.open && found.rawValue !== last) {
      hand(box, found.rawValue, "send" in button.dataset);
      if (!("many" in button.dataset)) return dialog.close();
      navigator.vibrate?.(60);
      const heard = box.closest("[data-scan-box]")?.querySelector("[data-said]");
      said.textContent = heard?.textContent || found.rawValue;
    }
    last = found?.rawValue ?? "";
    await new Promise((again) => setTimeout(again, EVERY));
  }
}

for (const part of document.querySelectorAll("[data-scan-box]")) {
  part.hidden = false;
  const box = part.querySelector("input");
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const code = box.value.trim();
    if (code) hand(box, code, false);
    box.select();
  });
}

if (await canScan().catch(() => false)) {
  for (const button of document.querySelectorAll("[data-scan]")) {
    button.hidden = false;
    button.addEventListener("click", () => open(button));
  }
}
