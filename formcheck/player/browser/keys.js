// Keys and fingers on the picture. Keys work while the focus is in the player, so that they take none from the page.
const DRAG_PX = 6;

function listenToKeys(player) {
  const acts = {
    ",": () => player.step(-1),
    ".": () => player.step(1),
    "<": () => player.faster(-1),
    ">": () => player.faster(1),
    l: () => player.toggleLoop(),
    s: () => player.toggleBeside(),
    f: () => player.toggleFull(),
  };
  const onPicture = {
    ArrowLeft: () => player.step(-1),
    ArrowRight: () => player.step(1),
    ArrowUp: () => player.faster(1),
    ArrowDown: () => player.faster(-1),
    Home: () => player.goTo(0),
    End: () => player.goTo(player.stage.clock.t_s[player.stage.clock.last]),
    " ": () => player.toggle(),
  };
  player.element.addEventListener("keydown", (event) => {
    const [target] = event.composedPath();
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("select")) return;
    const act = acts[event.key] ?? (target === player.view && onPicture[event.key]);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

// A tap plays or pauses; a finger drawn across the picture turns the clip over, picture by picture.
function listenToFingers(player) {
  const { view } = player;
  let from = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.button === 0) from = { x: event.clientX, frame: player.stage.frame, moved: false };
  });
  view.addEventListener("pointermove", (event) => {
    if (!from) return;
    const way = event.clientX - from.x;
    if (!from.moved && Math.abs(way) < DRAG_PX) return;
    if (!from.moved) view.setPointerCapture(event.pointerId);
    from.moved = true;
    player.pause();
    const reps_s = player.rep ? player.rep.end_s - player.rep.start_s : player.clip.data.end_s;
    const { clock } = player.stage;
    player.scrub(clock.t_s[from.frame] + (way / view.clientWidth) * reps_s);
  });
  view.addEventListener("pointerup", (event) => {
    if (from && !from.moved && event.button === 0) player.toggle();
    from = null;
  });
  view.addEventListener("pointercancel", () => (from = null));
}
