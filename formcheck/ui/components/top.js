// Brings the page's beginning into view, once for each thing shown; kept on the window, because Streamlit may mount
// this anew while somebody reads.
export default function ({ data }) {
  if (window.formcheckTop === data.of) return;
  window.formcheckTop = data.of;
  document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
}
